// What goes over a document's socket; documents/frames.py has the other half.

type Bytes = Uint8Array<ArrayBuffer>;

export type Frame =
  | { kind: "state"; seq: number; vector: Uint8Array; missing: Uint8Array }
  | { kind: "changes"; seq: number; update: Uint8Array }
  | { kind: "kept"; number: number };

/** "I stand here." */
export function stand(vector: Uint8Array): Bytes {
  return joined([0], vector);
}

/** A change; with `merging`, all that we have and the server lacked. */
export function change(number: number, update: Uint8Array, merging: boolean): Bytes {
  const head = new DataView(new ArrayBuffer(5));
  head.setUint8(0, merging ? 2 : 1);
  head.setUint32(1, number);
  return joined(new Uint8Array(head.buffer), update);
}

/** The server's binary frame, or null for one of a kind that we do not know. */
export function read(bytes: Uint8Array): Frame | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (bytes[0]) {
    case 0: {
      const end = 13 + view.getUint32(9);
      const seq = Number(view.getBigUint64(1));
      return { kind: "state", seq, vector: bytes.slice(13, end), missing: bytes.slice(end) };
    }
    case 1:
      return { kind: "changes", seq: Number(view.getBigUint64(1)), update: bytes.slice(9) };
    case 2:
      return { kind: "kept", number: view.getUint32(1) };
    default:
      return null;
  }
}

/** URL-safe base64 without its end marks. */
export function base64(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function joined(head: ArrayLike<number>, tail: Uint8Array): Bytes {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
