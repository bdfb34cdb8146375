// The state of the line, in words beside its colour.

import { type Follower, type Following, follow, type LineState } from "../live/follow";
import type { Desk } from "./desk";

/** Follows a topic and says in `root` how the line stands. */
export function followIn<State>(
  root: HTMLElement,
  desk: Desk,
  follower: Pick<Follower<State>, "onSnapshot" | "onEntry">,
): Following {
  const place = root.querySelector<HTMLElement>("[data-line]");
  let known: LineState = "waiting";
  const onLine = (state: LineState): void => {
    known = state;
    say(place, desk, state);
  };
  const topic = root.dataset.topic ?? "";
  const following = follow<State>({ topic, lang: desk.lang, ...follower, onLine });
  addEventListener("offline", () => say(place, desk, "waiting"));
  addEventListener("online", () => {
    void following.catchUp().then(() => say(place, desk, known));
  });
  return following;
}

function say(place: HTMLElement | null, desk: Desk, state: LineState): void {
  const words = { live: desk.say.live, waiting: desk.say.cut, shut: desk.say.shut }[state] ?? "";
  if (!place || place.textContent === words) return;
  place.className = state === "live" ? "line" : "line cut";
  place.textContent = words;
}
