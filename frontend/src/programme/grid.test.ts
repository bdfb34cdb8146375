import { beforeEach, describe, expect, it } from "vitest";
import { openGrid } from "./grid";

const cell = (inside = "") => `<td>${inside}</td>`;
const block = (code: string) => `<div class="block"><a href="#${code}">${code}</a></div>`;
const here = (reason = "") =>
  `<form data-drop><button type="button">Here</button></form><p data-reason>${reason}</p>`;

function draw(rows: string[][], more = ""): HTMLTableElement {
  const body = rows.map((row) => `<tr><th>9</th>${row.join("")}</tr>`).join("");
  document.body.innerHTML = `<p data-voice></p>${more}<table><tbody>${body}</tbody></table>`;
  const table = document.querySelector("table");
  if (!table) throw new Error("no table");
  return table;
}

const press = (key: string) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
  );
const at = (row: number, column: number) =>
  document.querySelectorAll("tbody tr")[row]?.querySelectorAll("td")[column] as HTMLElement;

describe("the grid by keys", () => {
  beforeEach(() => sessionStorage.clear());

  it("is entered at one cell and moved through by arrows, not beyond its edges", () => {
    openGrid(
      draw([
        [cell(), cell()],
        [cell(), cell()],
      ]),
      sessionStorage,
    );
    expect(document.querySelectorAll('td[tabindex="0"]').length).toBe(1);
    at(0, 0).focus();
    press("ArrowRight");
    press("ArrowDown");
    expect(document.activeElement).toBe(at(1, 1));
    press("ArrowDown");
    press("Home");
    expect(document.activeElement).toBe(at(1, 0));
    expect(document.querySelectorAll('td[tabindex="0"]').length).toBe(1);
  });

  it("picks up by space, and comes back to the same cell", () => {
    openGrid(draw([[cell(), cell(block("SEEDS"))]]), sessionStorage);
    at(0, 1).focus();
    let taken = "";
    at(0, 1)
      .querySelector("a")
      ?.addEventListener("click", () => {
        taken = "SEEDS";
      });
    press(" ");
    expect(taken).toBe("SEEDS");
    openGrid(draw([[cell(here()), cell(here())]]), sessionStorage);
    expect(document.activeElement).toBe(at(0, 1));
  });

  it("drops by Enter, puts down by Escape, and says what speaks against a place", () => {
    openGrid(
      draw([[cell(here("Salle A is taken.")), cell(here())]], "<a data-put-down href='#'>x</a>"),
      sessionStorage,
    );
    const done: string[] = [];
    at(0, 0)
      .querySelector("button")
      ?.addEventListener("click", () => done.push("dropped"));
    document.querySelector("[data-put-down]")?.addEventListener("click", () => done.push("down"));
    at(0, 0).focus();
    expect(document.querySelector("[data-voice]")?.textContent).toBe("Salle A is taken.");
    press("Enter");
    press("Escape");
    expect(done).toEqual(["dropped", "down"]);
  });

  it("lets her choose where several stand in one cell", () => {
    openGrid(draw([[cell(block("A") + block("B"))]]), sessionStorage);
    at(0, 0).focus();
    press("Enter");
    expect(document.activeElement?.textContent).toBe("A");
  });
});
