// On the page where a person logs out.
import { letGoAtLogOut } from "../push/browser";

const form = document.querySelector<HTMLFormElement>("[data-log-out]");
if (form) letGoAtLogOut(form, form.dataset.logOut ?? "");
