// Long work: asks how far it is until the server says by status 286 that it is done.

const STEP = 1_000;
const place = document.querySelector<HTMLElement>("[data-progress]");

async function ask(): Promise<void> {
  const answer = await fetch(place?.dataset.progress ?? "").catch(() => null);
  if (place && answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
    if (answer.status === 286) return;
  }
  setTimeout(ask, STEP);
}

if (place) void ask();
