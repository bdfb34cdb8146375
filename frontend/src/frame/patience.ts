/** Ends a request after `ms`. AbortSignal.timeout is younger than the phones that desks use. */
export function within(ms: number): AbortSignal {
  const ending = new AbortController();
  setTimeout(() => ending.abort(), ms);
  return ending.signal;
}
