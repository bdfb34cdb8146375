// «Translate this» on a page that was written for everybody: for those who may.

/** Asks the desk for the texts that the page lacks in its language, and puts its link below. */
export async function offerTranslation(root: ParentNode): Promise<void> {
  const place = root.querySelector<HTMLElement>("[data-texts]");
  if (!place || root.querySelector(".translate-this")) return;
  const texts = (place.dataset.texts ?? "").split(" ").map((text) => ["text", text]);
  const offer = await asked(`/translate/offer/?${new URLSearchParams(texts)}`);
  if (!offer?.address) return;
  const link = document.createElement("a");
  link.href = offer.address;
  link.textContent = offer.words;
  const line = document.createElement("p");
  line.className = "small translate-this";
  line.append(link);
  place.append(line);
}

async function asked(address: string): Promise<{ address: string; words: string } | null> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
