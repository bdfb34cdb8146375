// Parts of the page by their names: `data-part="source"`.

export type Parts = <T extends HTMLElement = HTMLElement>(name: string) => T;

export function partsOf(root: ParentNode): Parts {
  return <T extends HTMLElement>(name: string) => {
    const found = root.querySelector<T>(`[data-part="${name}"]`);
    if (!found) throw new Error(name);
    return found;
  };
}

/** An element with words, in their own language and direction where they are given. */
export function made(tag: string, words: string, lang = "", dir = ""): HTMLElement {
  const found = document.createElement(tag);
  found.textContent = words;
  if (lang) found.lang = lang;
  if (dir) found.dir = dir;
  return found;
}

/** Shows words in an element, which is hidden where there are none. */
export function tell(at: HTMLElement, words: string): void {
  if (at.textContent !== words) at.textContent = words;
  at.hidden = !words;
}
