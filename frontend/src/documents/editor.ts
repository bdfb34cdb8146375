// The editor on its element: what the page says, the line, the words for what is saved.
import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { StarterKit } from "@tiptap/starter-kit";
import * as Y from "yjs";
import { Cursors, cursorsExtension } from "./cursors";
import { Identity } from "./identity";
import { Keeping } from "./keeping";
import { Line } from "./line";
import { openStore } from "./store";
import { toolbar } from "./toolbar";
import { sentence, Words } from "./words";

/** Opens the document that `root` tells of. The plain forms stay until the text is there. */
export async function openEditor(root: HTMLElement, plain: HTMLElement | null): Promise<void> {
  const part = (name: string) => root.querySelector<HTMLElement>(name);
  const [text, saying, others] = [
    part("[data-text]"),
    part("[data-saying]"),
    part("[data-others]"),
  ];
  if (!text || !saying || !others) return;
  const { socket = "", state = "", updates = "", csrf = "", store = "" } = root.dataset;
  const words = new Words(root, saying);
  const doc = new Y.Doc();
  const kept = await openStore(store, doc);
  const keeping = new Keeping(doc, kept.known);
  let editor: Editor | null = null;

  const show = () => {
    const name = sentence(line.way, keeping, kept.keeps);
    words.show(name, keeping.unsaved, document.documentElement.lang);
    if (line.way === "forbidden" && editor?.isEditable) editor.setEditable(false, false);
    if (line.way === "cut" && cursors.names.length > 0) cursors.clear();
  };
  const showNames = () => {
    const names = others.querySelector("[data-names]");
    names?.replaceChildren(
      ...cursors.names.flatMap((name, place) => [place ? ", " : "", bdi(name)]),
    );
    others.hidden = cursors.names.length === 0;
  };
  const begin = () => {
    if (editor) return;
    root.hidden = false;
    if (plain) plain.hidden = true;
    editor = makeEditor(text, doc, cursors, root.dataset.label ?? "");
    toolbar(root, editor);
  };
  const line = new Line(
    doc,
    keeping,
    { socket, state, updates, csrf },
    {
      moved: show,
      arrived: begin,
      cursors: (of) => {
        cursors.hear(of);
        showNames();
      },
    },
  );
  const cursors = new Cursors(doc, (at) => line.point(at));
  cursors.on("change", showNames);
  addEventListener("beforeunload", (event) => {
    if (keeping.unsaved > 0 && !kept.keeps) event.preventDefault();
  });
  if (kept.known) begin();
  show();
  line.open();
}

function makeEditor(element: HTMLElement, doc: Y.Doc, cursors: Cursors, label: string): Editor {
  return new Editor({
    element,
    injectCSS: false,
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label } },
    extensions: [
      StarterKit.configure({
        undoRedo: false,
        trailingNode: false,
        heading: { levels: [1, 2, 3] },
        link: {
          openOnClick: false,
          protocols: ["http", "https", "mailto"],
          defaultProtocol: "https",
        },
      }),
      Identity,
      Collaboration.configure({ document: doc }),
      cursorsExtension(cursors),
    ],
  });
}

function bdi(name: string): HTMLElement {
  const element = document.createElement("bdi");
  element.textContent = name;
  return element;
}
