import { describe, expect, test } from "vitest";
import { type Answer, Kept, type Own, type State, shownOf, type Taken } from "./kept";
import { batches } from "./sync";

const SILENT = { save: async () => undefined };

function taken(given: Partial<Taken> = {}): Taken {
  const words = { kind: "", waits: "not translated", held: "", due: "", pair: "", original: "" };
  const langs = { lang: "fr", dir: "ltr", source_lang: "es", source_dir: "ltr", translation: "" };
  return {
    ...words,
    ...langs,
    ...{ key: "7-fr", space: 1, text: 7, address: "", until: "", revision: 1, made_from: 1 },
    ...{ source: [["same", "El agua"]], remarks: [], glossary: null },
    ...{ body: "", seen: "", origin: "", draft: false, mine: false, back: false },
    ...given,
  };
}

async function written(body = "L’eau", handsIn = false): Promise<[Kept, Own]> {
  const kept = new Kept(SILENT, [taken()]);
  await kept.write(taken(), body, handsIn);
  return [kept, { ...(kept.own.get("7-fr") as Own) }];
}

function answer(own: Own, state: State, seen = "s1"): Answer {
  return { id: own.id, state, seen, says: "" };
}

function shown(kept: Kept): string {
  return shownOf(kept.texts.get("7-fr") as Taken, kept.own.get("7-fr"));
}

describe("what she writes", () => {
  test("is kept here until the server has it, and nothing else is sent", async () => {
    const kept = new Kept(SILENT, [taken({ body: "Eau", origin: "machine" })]);
    await kept.write(taken({ body: "Eau", origin: "machine" }), "Eau", false);
    expect(kept.unsent).toEqual([]);
    expect(shown(kept)).toBe("machine");
    await kept.write(taken(), "L’eau", false);
    expect([kept.unsent.length, shown(kept)]).toEqual([1, "here"]);
  });

  test("goes on while an answer is under way", async () => {
    const [kept, sent] = await written("L’eau", true);
    await kept.write(taken(), "L’eau est à tous", false);
    await kept.hear(sent, answer(sent, "kept"));
    expect([shown(kept), kept.unsent[0]?.seen]).toEqual(["here", "s1"]);
    const later = { ...(kept.own.get("7-fr") as Own) };
    await kept.hear(later, answer(later, "kept"));
    expect([shown(kept), kept.arrived]).toEqual(["kept", 1]);
  });

  test("is not handed in by itself once the original has changed", async () => {
    const [kept, sent] = await written("L’eau", true);
    expect(shown(kept)).toBe("to hand in");
    await kept.hear(sent, answer(sent, "moved"));
    await kept.follow([taken({ body: "L’eau", seen: "s1", revision: 2, draft: true, mine: true })]);
    expect([shown(kept), kept.own.get("7-fr")?.hands_in]).toEqual(["moved", false]);
    await kept.write(kept.texts.get("7-fr") as Taken, "L’eau", true);
    expect(kept.unsent[0]).toMatchObject({ shown: 2, made_from: 1, seen: "s1", hands_in: true });
  });

  test("stays what it is when the server trims it", async () => {
    const [kept, sent] = await written("L’eau ");
    await kept.hear(sent, answer(sent, "kept"));
    await kept.follow([taken({ body: "L’eau", seen: "s2", mine: true, draft: true })]);
    expect(kept.own.get("7-fr")).toMatchObject({ body: "L’eau ", seen: "s2" });
  });

  test("gives way to what she wrote elsewhere since", async () => {
    const [kept, sent] = await written();
    await kept.hear(sent, answer(sent, "kept"));
    await kept.follow([taken({ body: "Les eaux", mine: true, draft: true })]);
    expect(kept.bodyOf(kept.texts.get("7-fr") as Taken)).toBe("Les eaux");
  });
});

describe("a text", () => {
  test("that she no longer holds leaves unless she wrote in it", async () => {
    const [kept] = await written();
    await kept.follow([taken({ key: "8-fr" })]);
    await kept.follow([]);
    expect([...kept.texts.keys()]).toEqual(["7-fr"]);
  });

  test("whose source changes under her hands keeps its source until her words are sent", async () => {
    const [kept] = await written();
    await kept.follow([taken({ revision: 2, source: [["same", "Otra"]], held: "until nine" })]);
    expect(kept.texts.get("7-fr")).toMatchObject({ revision: 1, held: "until nine" });
  });

  test("is let go once the server has its words; what it refused stays", async () => {
    for (const [state, left] of [
      ["handed in", 0],
      ["held", 0],
      ["ended", 1],
    ] as const) {
      const [kept, sent] = await written();
      await kept.hear(sent, answer(sent, state));
      await kept.dropArrived();
      expect([state, kept.own.size]).toEqual([state, left]);
    }
  });

  test("that was sent back waits anew", async () => {
    const kept = new Kept(SILENT, [taken({ body: "L’eau", draft: true, mine: true, back: true })]);
    expect(shown(kept)).toBe("new");
  });
});

test("one post holds no more texts and letters than the server takes", () => {
  const own = (body: string) => ({ body }) as Own;
  const lengths = (...bodies: string[]) => batches(bodies.map(own)).map((each) => each.length);
  expect(lengths(...Array(45).fill("a"))).toEqual([20, 20, 5]);
  expect(lengths("a".repeat(200_000), "b".repeat(200_000), "c")).toEqual([1, 2]);
});
