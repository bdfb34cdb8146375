// On pages with a form that asks the server while one types, or that keeps what one types.
import "htmx.org";
import { followConditions } from "../forms/conditions";
import { saveDraft } from "../forms/draft";
import { keep } from "../forms/keep";
import { followRows } from "../forms/rows";
import { keepOnServer } from "../forms/unsent";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-keep]")) {
  followRows(form);
  keep(form, sessionStorage);
}
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-unsent]")) {
  keepOnServer(form);
}
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
  saveDraft(form);
}
for (const root of document.querySelectorAll<HTMLElement>("form[data-keep], div[data-questions]")) {
  followConditions(root);
}
