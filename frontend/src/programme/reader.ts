// Who reads a page that holds nothing of its reader.

export interface Reader {
  /** How she is called; empty for a stranger. */
  called: string;
  /** Her CSRF token; empty for a stranger. */
  token: string;
  /** How many of her notices are unread. */
  unread: number;
}

export const STRANGER: Reader = { called: "", token: "", unread: 0 };

/** Asks the server; without an answer she is a stranger until the next page. */
export async function whoReads(): Promise<Reader> {
  try {
    const answer = await fetch("/me/shell/", { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : STRANGER;
  } catch {
    return STRANGER;
  }
}
