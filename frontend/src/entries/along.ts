// Texts taken along to where there is no line.
import "../css/translate.css";
import "../css/glossary.css";
import { openAlong } from "../along/desk";

const root = document.querySelector<HTMLElement>("[data-along]");
if (root) void openAlong(root);
