// Logging in by a card: the square on it holds the code behind the `#` of its link.
import { fillFromLink } from "../frame/card";

const field = document.querySelector<HTMLInputElement>("[data-card-code]");
if (field) {
  fillFromLink(field, window);
  addEventListener("hashchange", () => fillFromLink(field, window));
}
