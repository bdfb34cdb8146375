// The toolbar: one stop for Tab, arrows between the buttons, each says whether it is pressed.
import type { Editor } from "@tiptap/core";

interface Tool {
  act: (editor: Editor) => void;
  on?: (editor: Editor) => boolean;
}

const mark = (name: string): Tool => ({
  act: (editor) => editor.chain().focus().toggleMark(name).run(),
  on: (editor) => editor.isActive(name),
});

const heading = (level: 1 | 2): Tool => ({
  act: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  on: (editor) => editor.isActive("heading", { level }),
});

const TOOLS: Record<string, Tool> = {
  bold: mark("bold"),
  italic: mark("italic"),
  underline: mark("underline"),
  strike: mark("strike"),
  heading1: heading(1),
  heading2: heading(2),
  bullets: {
    act: (editor) => editor.chain().focus().toggleBulletList().run(),
    on: (editor) => editor.isActive("bulletList"),
  },
  numbers: {
    act: (editor) => editor.chain().focus().toggleOrderedList().run(),
    on: (editor) => editor.isActive("orderedList"),
  },
  quote: {
    act: (editor) => editor.chain().focus().toggleBlockquote().run(),
    on: (editor) => editor.isActive("blockquote"),
  },
  link: { act: () => {}, on: (editor) => editor.isActive("link") },
  undo: { act: (editor) => editor.chain().focus().undo().run() },
  redo: { act: (editor) => editor.chain().focus().redo().run() },
};

export function toolbar(root: HTMLElement, editor: Editor): void {
  const bar = root.querySelector<HTMLElement>("[role=toolbar]");
  const dialog = root.querySelector<HTMLDialogElement>("dialog[data-link]");
  if (!bar || !dialog) return;
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button[data-do]")];
  const askLink = linkDialog(dialog, editor);
  for (const button of buttons) {
    const name = button.dataset.do ?? "";
    button.addEventListener("click", () =>
      name === "link" ? askLink() : TOOLS[name]?.act(editor),
    );
    // A button that is clicked does not take the selection away.
    button.addEventListener("mousedown", (event) => event.preventDefault());
  }
  rove(bar, buttons);
  const show = () => {
    for (const button of buttons) {
      const on = TOOLS[button.dataset.do ?? ""]?.on;
      if (on) button.setAttribute("aria-pressed", String(on(editor)));
    }
  };
  editor.on("transaction", show);
  show();
}

function rove(bar: HTMLElement, buttons: HTMLButtonElement[]): void {
  const stop = (chosen: HTMLButtonElement | undefined) => {
    for (const button of buttons) button.tabIndex = button === chosen ? 0 : -1;
  };
  stop(buttons[0]);
  bar.addEventListener("focusin", (event) => stop(event.target as HTMLButtonElement));
  bar.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(event.target as HTMLButtonElement);
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const to = {
      [forward]: (here + 1) % buttons.length,
      [back]: (here - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (here < 0 || to === undefined) return;
    event.preventDefault();
    buttons[to]?.focus();
  });
}

function linkDialog(dialog: HTMLDialogElement, editor: Editor): () => void {
  const address = dialog.querySelector<HTMLInputElement>("[data-address]");
  dialog.addEventListener("close", () => {
    const href = address?.value.trim() ?? "";
    const chain = editor.chain().focus().extendMarkRange("link");
    if (dialog.returnValue !== "set") editor.commands.focus();
    else if (href) chain.setLink({ href }).run();
    else chain.unsetLink().run();
  });
  return () => {
    if (address) address.value = String(editor.getAttributes("link").href ?? "");
    dialog.returnValue = "";
    dialog.showModal();
    address?.select();
  };
}
