// What the server says to a browser: accounts/push.py.

export interface Message {
  title: string;
  /** A path of this server. */
  address: string;
  lang: string;
  dir: NotificationDirection;
}

/** A browser must show something for each message, so what cannot be read is shown by our name. */
export function read(said: string): Message {
  const usual: Message = { title: "Convoca", address: "/me/notices/", lang: "", dir: "auto" };
  try {
    const found: Message = { ...usual, ...JSON.parse(said) };
    return /^\/(?!\/)/.test(found.address) ? found : usual;
  } catch {
    return usual;
  }
}
