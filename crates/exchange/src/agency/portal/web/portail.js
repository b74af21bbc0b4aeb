// « Mon carnet »: reads what was scanned, adds it to what the phone remembers, shows it.

import * as carnet from "./portail/carnet.js";
import { el, replace } from "./portail/dom.js";
import { card } from "./portail/fiches.js";
import { readFragment } from "./portail/fragment.js";
import { registration } from "./portail/inscription.js";
import { dateWords, inSentence, onLanguage, say, tell } from "./portail/langue.js";
import { nextSteps } from "./portail/suites.js";
import { tools } from "./portail/outils.js";

const FAULTS = { long: "code-long", version: "code-version", abime: "code-abime" };
const PICTURES = "etabli-images";

const part = (name) => document.getElementById(name);
// What the server knows; null until it has come, false if it cannot be had.
let catalogue = null;
// What is announced, as a function: it is said again in the other language.
let news = null;
let erased = false;

function today() {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

function announce(words, kind = "") {
  news = { words, kind };
  showNews();
}

function showNews() {
  const place = part("annonce");
  place.className = `annonce ${news?.kind ?? ""}`;
  place.hidden = !news;
  place.textContent = news ? news.words() : "";
}

// Takes the carnet out of the address: it shall not stay in the history, nor be shared with the page.
// Whether there was one.
function scan() {
  const read = readFragment(location.hash);
  if (!read) return false;
  history.replaceState(null, "", location.pathname + location.search);
  if (read.fault) {
    announce(() => say(FAULTS[read.fault]), "grave");
    return true;
  }
  erased = false;
  const added = carnet.add(read);
  if (added.length) announce(() => say("ajoute", { metiers: titles(added) }), "bonne");
  else announce(() => say("deja-la"));
  return true;
}

function known(number) {
  return catalogue ? catalogue.metiers[String(number)] : undefined;
}

function title(number) {
  return known(number) ? tell(known(number).title) : say("metier-numero", { numero: String(number) });
}

// « soudeuse, soudeur ; cuisinière, cuisinier »: the titles have commas themselves.
function titles(numbers) {
  return numbers.map((number) => inSentence(title(number))).join(say("titres-entre"));
}

function show() {
  const tried = carnet.metiers();
  const empty = tried.length === 0;
  part("vide").hidden = !empty;
  replace(part("vide"),
    el("h2", {}, say(erased ? "efface-titre" : "vide-titre")),
    el("p", {}, say(erased ? "efface-texte" : "vide-texte")));
  part("resume").textContent = empty ? "" : summary(tried);
  replace(part("tampons"), tried.map((one) => stampLink(one.number)));
  part("garde").hidden = empty || carnet.isKept();
  part("garde").textContent = say("pas-de-memoire");
  part("suites").hidden = part("inscription").hidden = part("outils").hidden = empty || !catalogue;
  part("fiches").hidden = empty;
  part("fiches").setAttribute("aria-busy", String(catalogue === null));
  if (empty) return;
  if (!catalogue) {
    replace(part("fiches"), waiting());
    return;
  }
  replace(part("fiches"), tried.map((one) => card(one, known(one.number), today())));
  // How closely a sheet of paper has to be set.
  part("fiches").dataset.nombre = tried.length > 4 ? "beaucoup" : tried.length > 2 ? "quelques" : "peu";
  showRest(tried.map((one) => one.number));
}

function showRest(numbers) {
  const next = nextSteps(catalogue.next_steps, numbers, today());
  part("suites").hidden = next.length === 0;
  replace(part("suites"), el("h2", { id: "suites-titre" }, say("suites-titre")), next);
  part("inscription").hidden = !catalogue.registration;
  if (catalogue.registration) {
    const names = numbers.filter(known).flatMap((number) => known(number).formations.map((formation) => formation.name));
    registration(part("inscription"), {
      open: catalogue.registration,
      carnet,
      metiers: numbers.filter(known).map((number) => [number, title(number)]),
      formations: [...new Set(names)],
    });
  }
  tools(part("outils"), {
    titles: titles(numbers),
    erase: forget,
    announce: (words) => announce(() => words),
  });
}

// The stamps of a passport: each leads to its card.
function stampLink(number) {
  const link = el("a", { href: `#metier-${number}`, class: "tampon" }, String(number), el("span", { class: "lu" }, ` ${title(number)}`));
  const colour = known(number)?.colour;
  if (/^#[0-9a-f]{6}$/.test(colour ?? "")) link.style.setProperty("--secteur", colour);
  return el("li", {}, link);
}

function waiting() {
  if (catalogue === null) return el("p", { class: "attente" }, say("ouverture"));
  const retry = el("button", { type: "button", class: "bouton" }, say("reessayer"));
  retry.addEventListener("click", fetchCatalogue);
  return el("div", { class: "attente" }, el("p", {}, say("sans-catalogue")), retry);
}

function summary(tried) {
  const days = [...new Set(carnet.visits().map((visit) => visit.day))].sort();
  const count = tried.length === 1 ? say("resume-un") : say("resume", { nombre: String(tried.length) });
  const when = days.length === 1 ? say("resume-jour", { jour: dateWords(days[0]) }) : say("resume-jours", { jours: String(days.length), dernier: dateWords(days.at(-1)) });
  return `${count} ${when}`;
}

async function forget() {
  await carnet.erase();
  erased = true;
  news = null;
  showNews();
  show();
  part("vide").focus();
}

async function fetchCatalogue() {
  catalogue = null;
  show();
  try {
    const answer = await fetch("/catalogue.json", { credentials: "omit" });
    catalogue = answer.ok ? await answer.json() : false;
  } catch {
    catalogue = false;
  }
  show();
  showNews();
  keepPictures();
}

// For reading without network: https and this machine itself only, elsewhere browsers have no such thing.
async function keepPages() {
  if (!("serviceWorker" in navigator) || carnet.metiers().length === 0) return;
  try {
    await navigator.serviceWorker.register("/sw.js");
  } catch { /* not allowed here: the page does without */ }
}

async function keepPictures() {
  if (!("caches" in window) || !catalogue) return;
  const wanted = carnet.metiers().map((one) => known(one.number)?.picture).filter(Boolean);
  try {
    const cache = await caches.open(PICTURES);
    for (const picture of wanted) if (!(await cache.match(picture))) await cache.add(picture);
  } catch { /* full or not allowed: pictures come from the network */ }
}

carnet.load();
scan();
show();
showNews();
onLanguage(() => { show(); showNews(); });
carnet.onChange(show);
// The next kiosk's code opens in the same tab.
window.addEventListener("hashchange", () => {
  if (!scan()) return;
  show();
  keepPages();
  keepPictures();
  window.scrollTo(0, 0);
});
fetchCatalogue();
keepPages();
