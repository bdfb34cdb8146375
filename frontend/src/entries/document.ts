// A document: its page, and the editor where one writes.
import "../css/document.css";

const root = document.querySelector<HTMLElement>("[data-document]");
if (root) {
  const plain = document.querySelector<HTMLElement>("[data-document-plain]");
  import("../documents/editor").then(({ openEditor }) => openEditor(root, plain));
}
