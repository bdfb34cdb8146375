import { encodeQR } from "qr";
import { describe, expect, it } from "vitest";
import { readCode } from "./camera";

const [WIDTH, HEIGHT] = [640, 480];
const [DARK, LIGHT] = [16, 235];

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TOKEN = 132;
const BADGES = 12;
// Milliseconds, on a machine that has much to do.
const PATIENCE = 60_000;

interface Held {
  text: string;
  /** Pixels to a dot of the code. */
  scale: number;
  turned: number;
  noise: number;
}

/** The same numbers from 0 to 1 in every run (a linear congruence modulo 2³²). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function token(chance: () => number): string {
  return Array.from({ length: TOKEN }, () => ALPHABET[Math.floor(chance() * 32)]).join("");
}

/** What a camera sees of a badge: turned, off the grid of its pixels, and grainy. */
function seen({ text, scale, turned, noise }: Held, chance: () => number): ImageData {
  const dots = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const [across, down] = [Math.cos(turned), Math.sin(turned)];
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    const [x, y] = [(at % WIDTH) - WIDTH / 2, Math.floor(at / WIDTH) - HEIGHT / 2];
    const column = Math.floor((across * x + down * y) / scale + dots.length / 2);
    const row = Math.floor((across * y - down * x) / scale + dots.length / 2);
    const grey = (dots[row]?.[column] ? DARK : LIGHT) + (chance() - 0.5) * noise;
    data.fill(grey, at * 4, at * 4 + 3);
  }
  return { width: WIDTH, height: HEIGHT, data } as ImageData;
}

describe("the camera", () => {
  it.each([
    { scale: 8, turned: 0, noise: 0 },
    { scale: 6, turned: 0.07, noise: 30 },
    { scale: 4, turned: 0.35, noise: 30 },
    { scale: 7, turned: 0.8, noise: 40 },
  ])(
    "reads every badge at $scale pixels a dot, turned by $turned",
    { timeout: PATIENCE },
    (held) => {
      const chance = seeded(held.scale);
      for (let badge = 0; badge < BADGES; badge++) {
        const text = token(chance);
        expect(readCode(seen({ ...held, text }, chance))).toBe(text);
      }
    },
  );

  it("reads nothing where there is no code", () => {
    const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(200);
    expect(readCode({ width: WIDTH, height: HEIGHT, data } as ImageData)).toBeNull();
  });
});
