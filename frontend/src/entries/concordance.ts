// On the translators' page: what was translated before, looked up without leaving it.
import "htmx.org";
import "../css/glossary.css";

const form = document.querySelector<HTMLFormElement>("form[data-concordance]");
const box = form?.querySelector<HTMLInputElement>("[name=q]");

/** The words that are marked, in a box for writing or in the page. */
function marked(): string {
  const at = document.activeElement;
  if (at instanceof HTMLTextAreaElement) {
    return at.value.slice(at.selectionStart, at.selectionEnd);
  }
  return getSelection()?.toString() ?? "";
}

if (form && box) {
  window.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyK") return;
    event.preventDefault();
    const words = marked().trim().replace(/\s+/g, " ").slice(0, 120);
    if (words) box.value = words;
    box.focus();
    if (words) form.requestSubmit();
  });
}
