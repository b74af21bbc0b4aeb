// « Et maintenant ? »: people to call, places to go, from what the agency wrote and has not expired.

import { el, icon, outside } from "./dom.js";
import { dateWords, say, tell } from "./langue.js";
import { source } from "./fiches.js";

const KINDS = [
  ["apprentissage", "suites-apprentissage"],
  ["immersion", "suites-immersion"],
  ["ambassadeur", "suites-ambassadeur"],
  ["evenement", "suites-evenement"],
  ["formation", "suites-formation"],
];
const ICONS = { formation: "ecole" };

// The elements to show, [] if there is nothing to say; `numbers` are the métiers of the carnet.
export function nextSteps(told, numbers, today) {
  const isFor = (step) => step.metiers.length === 0 || step.metiers.some((number) => numbers.includes(number));
  const current = told.steps.filter((step) => step.until >= today && isFor(step));
  const groups = KINDS.map(([kind, words]) => group(kind, say(words), current.filter((step) => step.kind === kind)));
  const phone = told.phone && told.phone.until >= today ? call(told.phone) : null;
  return [phone, ...groups].filter(Boolean);
}

function call(phone) {
  const digits = phone.number.replace(/[^+\d]/g, "");
  return el("div", { class: "appel" },
    el("a", { class: "bouton", href: `tel:${digits}` }, icon("telephone"), phone.number),
    el("p", {}, tell(phone.text)),
    source(phone.source));
}

function group(kind, title, steps) {
  if (!steps.length) return null;
  return el("div", { class: "suite" },
    el("h3", {}, icon(ICONS[kind] ?? kind), title),
    el("ul", {}, steps.map(line)));
}

function line(step) {
  return el("li", {},
    outside(step.url, tell(step.title)) ?? el("strong", {}, tell(step.title)),
    step.from ? el("p", { class: "quand" }, when(step)) : null,
    step.text ? el("p", {}, tell(step.text)) : null,
    source(step.source));
}

function when({ from, until }) {
  const first = dateWords(from);
  return from === until ? say("le-jour", { jour: first }) : say("du-au", { debut: first, fin: dateWords(until) });
}
