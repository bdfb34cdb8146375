import { expect, test } from "vitest";
import { fromBase64url, readOptions, toBase64url } from "./passkeys";

test("bytes come back as they went", () => {
  const bytes = Uint8Array.from([0, 255, 62, 63, 250, 1]);
  const text = toBase64url(bytes.buffer);
  expect(text).not.toMatch(/[+/=]/);
  expect(fromBase64url(text)).toEqual(bytes);
});

test("a new passkey is kept by the device and unlocked there", () => {
  const json = { publicKey: { challenge: "AAEC", user: { id: "AQ", name: "a" } } };
  const { publicKey } = readOptions(json, true);
  expect(publicKey?.challenge).toEqual(Uint8Array.from([0, 1, 2]));
  expect(publicKey).toMatchObject({
    user: { id: Uint8Array.from([1]), name: "a" },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
});

test("known keys are named by bytes", () => {
  const json = {
    publicKey: { challenge: "AA", allowCredentials: [{ id: "AQI", type: "public-key" }] },
  };
  expect(readOptions(json, false).publicKey).toMatchObject({
    allowCredentials: [{ id: Uint8Array.from([1, 2]), type: "public-key" }],
  });
});
