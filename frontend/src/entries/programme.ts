// The released programme, one's agenda, and every page with stars.
import { offerTranslation } from "../programme/offer";
import {
  bindStars,
  filterUnderstood,
  greet,
  offerOwnZone,
  todaysTab,
  understood,
} from "../programme/page";
import { whoReads } from "../programme/reader";
import { Stars } from "../programme/stars";
import { showBest } from "../programme/versions";

const event = location.pathname.split("/")[1] ?? "";
const stars = new Stars(event, localStorage);

const zone = document.querySelector<HTMLElement>("[data-zone]")?.dataset.zone ?? "";
const today = location.pathname.endsWith("/programme/") && todaysTab(document, zone, new Date());
if (today) location.replace(today);

offerOwnZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
const languages = understood(document.cookie, navigator.languages);
showBest(document, languages);
filterUnderstood(languages);
bindStars(document, stars);
void meet();

async function meet(): Promise<void> {
  const reader = await whoReads();
  greet(reader);
  if (reader.called) void offerTranslation(document);
  await stars.merge(reader);
  bindStars(document, stars);
  await showAgenda();
}

/** A stranger's agenda: the server writes the cards of the codes that her browser keeps. */
async function showAgenda(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-agenda][data-kept-here]");
  if (!place || stars.codes.size === 0) return;
  const answer = await fetch(`?codes=${[...stars.codes].map(encodeURIComponent).join(",")}`);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...page.body.childNodes);
  bindStars(place, stars);
}
