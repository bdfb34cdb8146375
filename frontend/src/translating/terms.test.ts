import { describe, expect, it } from "vitest";
import { type Glossary, slips, wordsOf } from "./terms";

const term = (words: string, standing: "preferred" | "allowed" | "forbidden") => ({
  words,
  standing,
  forms: wordsOf(words).map((word) => [word]),
});

const glossary: Glossary = {
  fronts: ["ال", "وال"],
  ends: ["s"],
  least: 3,
  entries: [
    {
      source: "bien commun",
      terms: [term("common good", "preferred"), term("public asset", "forbidden")],
    },
    { source: "solidarité", terms: [term("تضامن", "preferred"), term("团结", "allowed")] },
  ],
};

describe("a translation", () => {
  it("is left alone as long as nothing is written", () => {
    expect(slips(glossary, "  ")).toEqual([]);
  });

  it("is told which of our words it lacks and which it must not use", () => {
    expect(slips(glossary, "Public Assets!")).toEqual([
      { source: "bien commun", used: "public asset", ours: ["common good"] },
      { source: "solidarité", used: "", ours: ["تضامن"] },
    ]);
  });

  it("is right with an article, a plural, marks, or another good word", () => {
    expect(slips(glossary, "Common-Goods والتضامُن")).toEqual([]);
    expect(slips(glossary, "common good 我们团结")).toEqual([]);
  });
});

describe("words", () => {
  it("are folded like the server's", () => {
    expect(wordsOf("L’Économie œuvre 团结 كتابـة")).toEqual([
      "l",
      "economie",
      "oeuvre",
      "团",
      "结",
      "كتابه",
    ]);
  });
});
