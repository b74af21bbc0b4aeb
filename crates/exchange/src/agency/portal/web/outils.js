// What one does with a carnet: share it in words, print it, erase it.

import { el, icon, replace } from "./dom.js";
import { say } from "./langue.js";

// `titles` names the métiers in the page's language; `erase` is called once it is sure.
export function tools(parent, { titles, erase, announce }) {
  const share = button("partager", say("partager"), () => shareText(titles, announce));
  const print = button("imprimer", say("imprimer"), () => window.print());
  const remove = button("effacer", say("effacer"), () => ask(parent, remove, erase));
  replace(parent,
    el("h2", { id: "outils-titre" }, say("outils-titre")),
    el("div", { class: "outils" }, share, print, remove));
}

function button(drawing, words, act) {
  const made = el("button", { type: "button", class: "outil" }, icon(drawing), words);
  made.addEventListener("click", act);
  return made;
}

// Words only: the address with the carnet in it stays with the one who scanned it.
async function shareText(titles, announce) {
  const text = say("partage-texte", { metiers: titles });
  if (navigator.share) {
    try { await navigator.share({ text }); } catch { /* closed without sharing: a choice, not a fault */ }
    return;
  }
  announce(say((await copy(text)) ? "partage-copie" : "partage-a-la-main", { texte: text }));
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Over plain http there is no clipboard; the old way still works there.
    const field = el("textarea", { readonly: true, class: "lu" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

function ask(parent, opener, erase) {
  const yes = el("button", { type: "button", class: "bouton grave" }, say("effacer-oui"));
  const no = el("button", { type: "button", class: "bouton calme" }, say("effacer-non"));
  const dialog = el("dialog", { "aria-labelledby": "effacer-titre", class: "question" },
    el("h2", { id: "effacer-titre" }, say("effacer-titre")),
    el("p", {}, say("effacer-texte")),
    el("div", { class: "boutons" }, no, yes));
  no.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.remove(); opener.focus(); });
  yes.addEventListener("click", async () => { dialog.close(); await erase(); });
  parent.append(dialog);
  dialog.showModal();
  no.focus();
}
