import { beforeEach, expect, test } from "vitest";
import { showBest } from "./versions";

const SPANISH = '<template lang="es" dir="ltr">Agua</template>';
const FRENCH = '<template lang="fr" dir="ltr" data-said="Translated by a machine">Eau</template>';

beforeEach(() => {
  document.body.innerHTML = "";
});

function card(): HTMLElement {
  document.body.innerHTML = `<h3 lang="pt" dir="ltr"><a href="/x/">Água</a>${SPANISH}${FRENCH}</h3>
    <small class="origin">(older)</small>`;
  return document.body.querySelector("h3") as HTMLElement;
}

test("the reader's second language comes before the event's first", () => {
  const title = card();
  showBest(document, ["ar", "fr", "pt"]);
  expect(title.lang).toBe("fr");
  expect(title.innerHTML).toBe('<a href="/x/">Eau</a>');
  expect(document.body.textContent).toContain("(Translated by a machine)");
  expect(document.body.textContent).not.toContain("older");
});

test("a source has no mark", () => {
  const title = card();
  showBest(document, ["es-MX"]);
  expect(title.textContent).toBe("Agua");
  expect(document.querySelector(".origin")).toBeNull();
});

test("who knows none of the languages reads what the event chose", () => {
  const title = card();
  showBest(document, ["sw"]);
  expect(title.outerHTML).toBe('<h3 lang="pt" dir="ltr"><a href="/x/">Água</a></h3>');
  expect(document.body.textContent).toContain("(older)");
});

test("the original in place is there for a translation and gone for the original", () => {
  const versions = '<template lang="fr" dir="ltr" data-said="Translated from Spanish">E</template>';
  const details =
    '<details class="original" hidden><summary> · <b>Show</b></summary><div>A</div></details>';
  const inside = `<div class="prose" lang="es" dir="ltr">A${versions}</div>${details}`;
  document.body.innerHTML = `<div class="reading">${inside}</div>`;
  showBest(document, ["ar", "fr"]);
  const shown = document.querySelector("details") as HTMLElement;
  expect(shown.hidden).toBe(false);
  expect(shown.querySelector("summary")?.textContent).toBe("Translated from Spanish · Show");
});
