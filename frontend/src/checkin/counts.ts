// Who is inside, asked anew while the page is looked at.
const EVERY = 5_000;

interface Row {
  uid: string;
  inside: number;
  came: number;
}

export function followCounts(root: HTMLElement): void {
  setInterval(() => {
    if (document.visibilityState === "visible") ask(root);
  }, EVERY);
}

async function ask(root: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(root.dataset.counts ?? "", {
      headers: { Accept: "application/json" },
    });
    if (answer.ok) for (const row of (await answer.json()).lists) show(root, row);
  } catch {
    // The next time asks again.
  }
}

function show(root: HTMLElement, row: Row): void {
  for (const name of ["inside", "came"] as const) {
    const place = root.querySelector(`[data-list="${row.uid}"] [data-${name}]`);
    if (place) place.textContent = String(row[name]);
  }
}
