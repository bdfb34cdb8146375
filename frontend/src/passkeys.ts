// WebAuthn's options and answers as JSON (Web Authentication Level 3, §5.1.8 and §5.1.9), for
// browsers that cannot read and write them themselves.

export type OptionsJson = { publicKey: Record<string, unknown> };
type Named = { id: string; [other: string]: unknown };

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export function toBase64url(bytes: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function withBytes(list: unknown): Named[] | undefined {
  return (list as Named[] | undefined)?.map(
    (each) => ({ ...each, id: fromBase64url(each.id) }) as never,
  );
}

/** The options for navigator.credentials; a new passkey is kept by the device and unlocked there. */
export function readOptions(
  json: OptionsJson | undefined,
  fresh: boolean,
): CredentialCreationOptions & CredentialRequestOptions {
  const key = { ...json?.publicKey };
  key.challenge = fromBase64url(key.challenge as string);
  if (key.allowCredentials) key.allowCredentials = withBytes(key.allowCredentials);
  if (key.excludeCredentials) key.excludeCredentials = withBytes(key.excludeCredentials);
  if (fresh) {
    const user = key.user as Named;
    key.user = { ...user, id: fromBase64url(user.id) };
    key.authenticatorSelection = {
      ...(key.authenticatorSelection as object),
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
  }
  return { publicKey: key } as never;
}

/** What the server reads: the credential with its bytes in base64url. */
export function credentialJson(credential: PublicKeyCredential): object {
  const response = credential.response as AuthenticatorAttestationResponse &
    AuthenticatorAssertionResponse;
  const bytes: Record<string, string> = {};
  for (const name of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ] as const) {
    const value = response[name];
    if (value) bytes[name] = toBase64url(value);
  }
  return {
    id: credential.id,
    rawId: toBase64url(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: bytes,
  };
}
