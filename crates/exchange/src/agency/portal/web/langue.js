// The language of the page: the one the server chose from the browser's wishes, until someone touches « English ».

import { MOTS } from "./mots.js";

const KEY = "etabli.langue";
const listeners = [];
let current = document.documentElement.lang === "en" ? "en" : "fr";

export function language() {
  return current;
}

// The words of the interface; {holes} are filled with texts.
export function say(key, holes = {}) {
  const words = MOTS[current][key] ?? MOTS.fr[key] ?? "";
  return words.replace(/\{(\w+)\}/g, (hole, name) => holes[name] ?? hole);
}

// A text that comes in both languages.
export function tell(text) {
  return (text && (text[current] || text.fr)) || "";
}

// « 26 novembre 2026 ».
export function dateWords(iso) {
  const day = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  const locale = current === "en" ? "en-GB" : "fr-FR";
  const words = day.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return current === "fr" ? words.replace(/^1 /, "1er ").replaceAll(" ", "\u00a0") : words;
}

// A title within a sentence: « soudeuse, soudeur ».
export function inSentence(title) {
  return title.charAt(0).toLocaleLowerCase(current) + title.slice(1);
}

export function onLanguage(listener) {
  listeners.push(listener);
}

function show() {
  document.documentElement.lang = current;
  for (const element of document.querySelectorAll("[data-mot]")) element.textContent = say(element.dataset.mot);
  // Long texts stand in the page in both languages.
  for (const element of document.querySelectorAll("[data-langue-de]")) element.hidden = element.dataset.langueDe !== current;
  const title = document.querySelector("title[data-titre]");
  if (title) document.title = `${say(title.dataset.titre)} · Établi`;
  for (const link of document.querySelectorAll("a[data-langue]")) {
    const other = current === "fr" ? "en" : "fr";
    link.textContent = other === "en" ? "English" : "Français";
    for (const name of ["lang", "hreflang"]) link.setAttribute(name, other);
    link.dataset.langue = other;
    link.href = `?langue=${other}`;
  }
  for (const listener of listeners) listener();
}

function choose(wished, remember) {
  if (!(wished in MOTS)) return;
  current = wished;
  if (remember) {
    // Without storage the choice holds as long as the page.
    try { localStorage.setItem(KEY, wished); } catch { /* nothing to do */ }
  }
  show();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-langue]");
  if (!link) return;
  // By hand, since a carnet that could not be stored would not survive a new page.
  event.preventDefault();
  choose(link.dataset.langue, true);
});

let remembered = null;
try { remembered = localStorage.getItem(KEY); } catch { /* no storage: the server's choice stands */ }
const asked = new URLSearchParams(location.search).get("langue");
if (asked in MOTS) choose(asked, false);
else if (remembered !== current && remembered in MOTS) choose(remembered, false);
