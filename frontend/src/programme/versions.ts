// Texts that a page does not have in its own language, in the one that their reader knows best.

import { bestOf } from "../reading/best";

/**
 * Puts the version that comes first in `languages` in place of each text that carries others
 * (`<template lang>`, written by programme/versions.py), with what is to be known of it.
 */
export function showBest(root: ParentNode, languages: readonly string[]): void {
  const hosts = new Set<HTMLElement>();
  for (const version of root.querySelectorAll<HTMLTemplateElement>("template[lang]")) {
    if (version.parentElement) hosts.add(version.parentElement);
  }
  for (const host of hosts) show(host, languages);
}

function show(host: HTMLElement, languages: readonly string[]): void {
  const others = [...host.querySelectorAll<HTMLTemplateElement>(":scope > template[lang]")];
  const best = bestOf([host, ...others], languages);
  for (const other of others) other.remove();
  if (!(best instanceof HTMLTemplateElement)) return;
  const words = host.querySelector<HTMLElement>(":scope > a") ?? host;
  words.replaceChildren(best.content.cloneNode(true));
  host.lang = best.lang;
  host.dir = best.dir;
  sayOf(host, best.dataset.said ?? "");
}

/** Where the words come from: above their original where it stands in place, else beside them. */
function sayOf(host: HTMLElement, said: string): void {
  const original = host.closest(".reading")?.querySelector<HTMLElement>(":scope > .original");
  if (original) {
    original.hidden = said === "";
    original.querySelector("summary")?.firstChild?.replaceWith(`${said} · `);
    return;
  }
  const next = host.nextElementSibling;
  if (next?.matches("small.origin")) next.remove();
  if (!said) return;
  const mark = document.createElement("small");
  mark.className = "origin";
  mark.textContent = `(${said})`;
  host.after(mark);
}
