// Passkeys. A form says what it does: data-passkey="login", "get" (confirm) or "create".
//
//   <form method="post" action="…" data-passkey="login" data-failed="words" hidden>
//     <input type="hidden" name="credential"> <button>
//   </form>
//   <script type="application/json" id="passkey-options">…</script>   (not for "login")
//
// Forms that only a script can serve are hidden until it has come.
import { credentialJson, type OptionsJson, readOptions } from "../passkeys";

type Kind = "login" | "get" | "create";
type Given = { request_options?: OptionsJson; creation_options?: OptionsJson };

async function given(form: HTMLFormElement, kind: Kind): Promise<Given> {
  if (kind === "login") {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()) as Given;
  }
  return JSON.parse(document.getElementById("passkey-options")?.textContent ?? "{}") as Given;
}

async function credentialFor(form: HTMLFormElement, kind: Kind): Promise<string> {
  const options = await given(form, kind);
  const found =
    kind === "create"
      ? await navigator.credentials.create(readOptions(options.creation_options, true))
      : await navigator.credentials.get(readOptions(options.request_options, false));
  return JSON.stringify(credentialJson(found as PublicKeyCredential));
}

function fail(form: HTMLFormElement): void {
  const note = form.querySelector("[data-note]") ?? document.createElement("p");
  note.className = "note wrong";
  note.setAttribute("data-note", "");
  note.setAttribute("role", "alert");
  note.textContent = form.dataset.failed ?? "";
  form.prepend(note);
}

function serve(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('[name="credential"]');
  if (!field) return;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      field.value = await credentialFor(form, form.dataset.passkey as Kind);
      form.submit();
    } catch {
      fail(form);
    }
  });
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) serve(form);
}
