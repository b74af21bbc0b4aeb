// One card for each métier: what it looks like, what went well, what to try again, how to train for it.

import { el, icon, outside } from "./dom.js";
import { dateWords, say, tell } from "./langue.js";

const LEVELS = ["niveau-decouverte", "niveau-defi", "niveau-expert"];
const LIKED = [null, ["content", "avis-oui"], ["neutre", "avis-un-peu"], ["decu", "avis-non"]];
const FORMATIONS_SHOWN = 3;
const LONG_TITLE = 36;

// `known` is what the catalogue says of the number, if it does.
export function card(tried, known, today) {
  const name = `metier-${tried.number}`;
  const paper = el("article", { class: "fiche", "aria-labelledby": name });
  if (!known) {
    paper.classList.add("inconnue");
    paper.append(
      el("div", { class: "texte" },
        stamp(tried.number),
        heading(name, say("metier-inconnu")),
        el("p", {}, say("metier-inconnu-aide", { numero: String(tried.number) }))),
    );
    return paper;
  }
  if (/^#[0-9a-f]{6}$/.test(known.colour)) paper.style.setProperty("--secteur", known.colour);
  paper.append(
    picture(known, tried.number),
    el("div", { class: "texte" },
      heading(name, tell(known.title)),
      facts(tried),
      work(tried, known),
      ...wentWell(tried, known),
      ...again(tried, known),
      ...training(known, today),
      real(known)),
  );
  return paper;
}

// Two long names are smaller, so that the picture and the first words share a screen.
function heading(id, title) {
  return el("h2", { id, tabindex: "-1", class: title.length > LONG_TITLE ? "long" : null }, title);
}

function stamp(number) {
  return el("p", { class: "tampon" }, el("span", { class: "lu" }, `${say("numero")} `), String(number));
}

function picture(known, number) {
  const frame = el("div", { class: "image" });
  if (/^\/metiers\/\d{1,5}\.jpg$/.test(known.picture ?? "")) {
    const image = el("img", { src: known.picture, alt: "", width: "520", height: "325", decoding: "async" });
    // Without network and without a copy: the colour of the sector does.
    image.addEventListener("error", () => image.remove());
    frame.append(image);
  }
  frame.append(el("p", { class: "secteur" }, tell(known.sector)), stamp(number));
  return frame;
}

function facts(tried) {
  const line = el("ul", { class: "puces" });
  if (tried.finished || tried.level > 0) line.append(el("li", {}, say(LEVELS[tried.level])));
  if (tried.tries > 1) line.append(el("li", {}, say("essais", { nombre: String(tried.tries) })));
  const liked = LIKED[tried.liked];
  if (liked) line.append(el("li", { class: "avis" }, icon(liked[0]), say(liked[1])));
  return line.childElementCount ? line : null;
}

function work(tried, known) {
  return el("p", { class: "fait" }, tried.finished ? tell(known.done) : say("commence"));
}

// Bars would invite to compare; words of the trade tell what was learnt.
function wentWell(tried, known) {
  const good = known.criteria.map((criterion, at) => [criterion, tried.marks[at]]).filter(([, mark]) => mark >= 2);
  if (!good.length) return [];
  const lines = good.map(([criterion, mark]) =>
    el("li", {}, icon("coche"),
      el("span", {}, tell(criterion.name), " ",
        mark === 3 ? el("strong", { class: "tres" }, say("tres-bien")) : el("span", { class: "bien" }, say("bien")))));
  return [el("h3", {}, say("reussi")), el("ul", { class: "reussi" }, lines)];
}

function again(tried, known) {
  const weak = known.criteria.filter((_, at) => tried.marks[at] === 1);
  if (!weak.length) return [];
  const lines = weak.map((criterion) =>
    el("li", {}, icon("encore"),
      el("span", {}, el("strong", {}, tell(criterion.name)), " ",
        criterion.advice.map((advice) => el("span", { class: "conseil" }, tell(advice))))));
  return [el("h3", {}, say("a-retenter")), el("ul", { class: "retenter" }, lines)];
}

function training(known, today) {
  const current = known.formations.filter((formation) => formation.until >= today).slice(0, FORMATIONS_SHOWN);
  if (!current.length) return [];
  const lines = current.map((formation) => {
    const apprentice = formation.apprenticeship;
    return el("li", {}, icon(apprentice ? "apprentissage" : "ecole"),
      el("span", {},
        el("strong", { lang: "fr" }, formation.name), " ",
        el("span", { class: "voie" }, say(apprentice ? "en-apprentissage" : "a-l-ecole")),
        source(formation.source)));
  });
  return [el("h3", {}, say("se-former")), el("ul", { class: "formations" }, lines)];
}

function real(known) {
  const steps = known.next_steps.map((step) => el("li", {}, tell(step)));
  const lines = known.facts.map((fact) => el("li", {}, tell(fact.text), source(fact.source)));
  return el("details", {},
    el("summary", {}, say("en-vrai")),
    el("p", {}, tell(known.beyond)),
    lines.length ? el("ul", { class: "vrai" }, lines) : null,
    steps.length ? el("h3", {}, say("prochains-pas")) : null,
    steps.length ? el("ul", { class: "pas" }, steps) : null);
}

// Everything that is told as a fact says where from and when.
export function source(reference) {
  const words = say("source", { source: reference.title, date: dateWords(reference.date) });
  return el("small", { class: "source" }, outside(reference.url, words) ?? words);
}
