import { expect, test } from "vitest";
import { bestOf } from "./best";

test("the exact language comes before another form of it", () => {
  const versions = [{ lang: "es" }, { lang: "pt" }, { lang: "pt-BR" }];
  expect(bestOf(versions, ["pt-br"])?.lang).toBe("pt-BR");
  expect(bestOf(versions, ["pt-PT", "es"])?.lang).toBe("pt");
  expect(bestOf(versions, [])?.lang).toBe("es");
});
