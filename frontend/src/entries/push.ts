// On the page where a person chooses how she hears of things.
import { bindBrowsers } from "../push/browser";

const root = document.querySelector<HTMLElement>("[data-push]");
if (root) void bindBrowsers(root);
