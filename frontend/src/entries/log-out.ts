// On pages where a person logs out, changes over to another, or deletes her account.
import { forgetAlong, unsentHere } from "../along/store";
import { beforeLeaving } from "../frame/leaving";
import { letGo } from "../push/browser";

for (const form of document.querySelectorAll<HTMLFormElement>("[data-log-out]")) {
  const under = form.dataset.logOut;
  beforeLeaving(form, [() => letGo(under), forgetAlong]);
}

const note = document.querySelector<HTMLElement>("[data-unsent]");
if (note) {
  void unsentHere()
    .then((many) => {
      note.hidden = many === 0;
    })
    .catch(() => undefined);
}
