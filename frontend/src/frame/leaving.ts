// Forms that end a log-in: what this browser keeps of its person goes first.

/** Seconds for which logging out waits for the browser. */
const PATIENCE = 2;

/** Does these things before the form is sent; none of them holds it back for long. */
export function beforeLeaving(form: HTMLFormElement, things: (() => Promise<void>)[]): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const enough = new Promise((done) => setTimeout(done, PATIENCE * 1000));
    const all = Promise.allSettled(things.map((thing) => thing()));
    void Promise.race([all, enough]).then(() => form.submit());
  });
}
