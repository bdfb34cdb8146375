// On pages of the glossary, and on the translators' page: words of ours, looked at while one types.
import "../css/glossary.css";
import { follow, type Glossary } from "../translating/terms";

const held = document.querySelector<HTMLScriptElement>("#glossary-of-text");
const place = document.querySelector<HTMLElement>("[data-slips]");
const box = document.querySelector<HTMLTextAreaElement>(
  "textarea[data-translation], main form textarea[name=body]",
);
if (held?.textContent && place && box) {
  follow(box, JSON.parse(held.textContent) as Glossary, place);
}
