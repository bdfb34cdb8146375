import { beforeEach, expect, test, vi } from "vitest";
import { type Ask, followGuesses, lettersOf } from "./guess";

const SPANISH = { lang: "es", question: "Is this written in Spanish?", yes: "Yes", no: "No" };
const WORDS = "La tierra es de quien la trabaja";

function write(answers: Ask) {
  vi.useFakeTimers();
  const page = document.implementation.createHTMLDocument();
  page.body.innerHTML = `<form><input type="hidden" name="csrfmiddlewaretoken" value="token">
    <div class="text-field" data-guess="/translate/guess/"><textarea name="body"></textarea>
    <label class="text-lang"><select name="body-lang"><option value="fr">Français</option>
    <option value="es">Español</option></select></label>
    <input type="checkbox" data-asked hidden><div class="guess"></div>
    <input type="text" name="body-es"></div></form>`;
  const ask = vi.fn(answers);
  followGuesses(page, ask);
  const type = async (words: string, name = "body") => {
    const box = page.querySelector<HTMLTextAreaElement>(`[name=${name}]`) as HTMLTextAreaElement;
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(2_000);
  };
  const buttons = () => [...page.querySelectorAll<HTMLButtonElement>(".guess button")];
  const select = page.querySelector("select") as HTMLSelectElement;
  return { ask, type, buttons, select, page };
}

beforeEach(() => vi.useRealTimers());

test("few letters and translations are not looked at", async () => {
  const { ask, type } = write(async () => SPANISH);
  await type("El agua 2005!");
  await type(WORDS, "body-es");
  expect(ask).not.toHaveBeenCalled();
  expect(lettersOf("El agua 2005 – حق")).toBe(8);
});

test("she says yes, and the language is changed", async () => {
  const { ask, type, buttons, select, page } = write(async () => SPANISH);
  await type(WORDS);
  const sent = ask.mock.calls[0]?.[1] as FormData;
  expect([...sent.values()]).toEqual(["token", WORDS, "fr", "fr", "es"]);
  expect(page.querySelector(".guess p")?.textContent).toBe(SPANISH.question);
  expect(select.value).toBe("fr");
  buttons()[0]?.click();
  expect(select.value).toBe("es");
  expect(page.querySelector("textarea")?.lang).toBe("es");
  expect(buttons()).toEqual([]);
});

test("after a no she is never asked again", async () => {
  const { ask, type, buttons, select } = write(async () => SPANISH);
  await type(WORDS);
  buttons()[1]?.click();
  await type(WORDS.repeat(5));
  expect(ask).toHaveBeenCalledTimes(1);
  expect(select.value).toBe("fr");
  expect(buttons()).toEqual([]);
});

test("who has chosen a language herself is not asked", async () => {
  const { ask, type, select } = write(async () => SPANISH);
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await type(WORDS);
  expect(ask).not.toHaveBeenCalled();
});

test("where it is not clear, it is looked at again when there is twice as much", async () => {
  const { ask, type } = write(async () => ({}));
  await type(WORDS);
  await type(`${WORDS} mal`);
  expect(ask).toHaveBeenCalledTimes(1);
  await type(`${WORDS} ${WORDS}`);
  expect(ask).toHaveBeenCalledTimes(2);
});

test("a line that is cut is tried again, a refusal is not", async () => {
  const answers = vi.fn<Ask>().mockRejectedValueOnce(new Error("cut")).mockResolvedValue(null);
  const { ask, type } = write(answers);
  await type(WORDS);
  await type(WORDS);
  await type(WORDS.repeat(5));
  expect(ask).toHaveBeenCalledTimes(2);
});
