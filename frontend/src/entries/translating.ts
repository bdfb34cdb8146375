// On the page of one text beside its translation.
import "../css/translate.css";
import { bindKeys } from "../translating/keys";
import { keepDraft } from "../translating/sheet";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sheet]")) keepDraft(form);
for (const form of document.querySelectorAll<HTMLFormElement>("form.sheet")) bindKeys(form);
