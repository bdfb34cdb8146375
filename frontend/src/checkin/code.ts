// Codes of badges: typed ones, and the signed tokens of delegates/codes.py.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CODE_LENGTH = 12;
const SAID = 18;
const SIGNATURE = 64;

export interface Token {
  code: string;
  category: string;
  days: number[];
  /** Whether the signature was checked here; some browsers cannot. */
  proven: boolean;
}

export interface Keys {
  event: string;
  keys: Record<string, string>;
  categories: string[];
}

/** A typed code as it is stored: O is 0, I and L are 1. */
export function normalised(typed: string): string {
  const plain = typed.trim().toUpperCase().replace(/[\s-]/g, "");
  return plain.replace(/O/g, "0").replace(/[IL]/g, "1");
}

export function isCode(code: string): boolean {
  return code.length === CODE_LENGTH && [...code].every((letter) => ALPHABET.includes(letter));
}

export function grouped(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** The eight bytes, in hexadecimal, by which the nameless list knows a code. */
export async function digestOf(event: string, code: string): Promise<string> {
  const said = joined(bytesOf(event.replace(/-/g, "")), new TextEncoder().encode(code));
  const hash = await crypto.subtle.digest("SHA-256", said);
  return hexOf(new Uint8Array(hash).subarray(0, 8));
}

/** What a token says, or nothing if it was not signed for this event. */
export async function readToken(token: string, known: Keys): Promise<Token | null> {
  const raw = unpacked(token);
  if (!raw || raw.length < SAID + SIGNATURE || raw[0] !== 1) return null;
  const said = raw.subarray(0, SAID);
  const view = new DataView(said.buffer, said.byteOffset, SAID);
  if (hexOf(said.subarray(3, 7)) !== known.event.replace(/-/g, "").slice(0, 8)) return null;
  const key = known.keys[hexOf(said.subarray(1, 3))];
  if (!key) return null;
  const proven = await verified(key, raw.subarray(SAID, SAID + SIGNATURE), said);
  if (proven === false) return null;
  const bits = view.getUint16(16);
  return {
    code: codeOf(view.getBigUint64(7)),
    category: known.categories[view.getUint8(15)] ?? "",
    days: [...Array(16).keys()].filter((day) => bits & (1 << day)),
    proven: proven === true,
  };
}

/** True or false; nothing where the browser knows no Ed25519. */
async function verified(
  key: string,
  signature: Uint8Array,
  said: Uint8Array,
): Promise<boolean | undefined> {
  try {
    const name = "Ed25519";
    const imported = await crypto.subtle.importKey("raw", bytesOf(key), name, false, ["verify"]);
    return await crypto.subtle.verify(name, imported, signature.slice(), said.slice());
  } catch {
    return undefined;
  }
}

function codeOf(number: bigint): string {
  let code = "";
  for (let place = CODE_LENGTH - 1; place >= 0; place--) {
    code += ALPHABET[Number((number >> BigInt(5 * place)) & 31n)];
  }
  return code;
}

function unpacked(token: string): Uint8Array | null {
  const bytes: number[] = [];
  let kept = 0;
  let bits = 0;
  for (const letter of token) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    kept = ((kept << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((kept >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const pairs = hex.match(/../g) ?? [];
  return Uint8Array.from(pairs.map((pair) => Number.parseInt(pair, 16)));
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** A UUID that sorts by its time (RFC 9562, version 7). */
export function newId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = BigInt(now);
  for (let place = 0; place < 6; place++)
    bytes[place] = Number((time >> BigInt(40 - 8 * place)) & 255n);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
