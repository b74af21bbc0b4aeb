// The form: who wants to be called back says so here, on their own phone. What is posted is the proof of a visit and what
// stands in the fields; métiers only where they are ticked, what was played never.

import { el, replace } from "./dom.js";
import { language, say, tell } from "./langue.js";

const AGES = [["moins-15", "age-moins-15"], ["15-17", "age-15-17"], ["18-plus", "age-18-plus"]];
const WISHES = [
  ["rappel", "souhait-rappel"],
  ["immersion", "souhait-immersion"],
  ["ambassadeur", "souhait-ambassadeur"],
  ["formation", "souhait-formation"],
];
// What is said beside a field that is wrong; the server names fields the same way.
const FAULTS = {
  age: "faute-age",
  first_name: "faute-prenom",
  email: "faute-email",
  parent_email: "faute-email-parent",
  wishes: "faute-souhaits",
  formation: "faute-formation",
  metiers: "faute-metiers",
  consent: "faute-accord",
};
const NAME_MAX = 60;
const EMAIL_MAX = 254;
const FORMATION_MAX = 120;
const MINUTE_SECS = 60;

// Draws the form into `parent`. `carnet` gives token(), forgetToken(token, registered), isRegistered(); `metiers` are
// [number, title] of the carnet; `formations` are names to choose from.
export function registration(parent, { open, carnet, metiers, formations }) {
  const title = el("h2", { id: "inscription-titre" }, say("inscription-titre"));
  if (!carnet.token()) {
    const words = carnet.isRegistered() ? say("inscription-faite") : say("inscription-sans-visite");
    replace(parent, title, el("p", { class: "chapeau" }, words));
    return;
  }
  const form = el("form", { novalidate: true, class: "formulaire", "aria-labelledby": "inscription-titre" });
  const told = el("div", { class: "retour", role: "alert" });
  const send = el("button", { type: "submit", class: "bouton" }, say("envoyer"));
  form.append(
    choices("age", say("age-question"), "radio", AGES),
    field("first_name", say("prenom"), { type: "text", autocomplete: "given-name", maxlength: NAME_MAX }),
    field("email", say("email"), { type: "email", autocomplete: "email", inputmode: "email", maxlength: EMAIL_MAX }),
    el("p", { class: "enfant", hidden: true }, say("enfant-explication")),
    field("parent_email", say("email-parent"), { type: "email", autocomplete: "off", inputmode: "email", maxlength: EMAIL_MAX }),
    choices("wishes", say("souhaits-question"), "checkbox", WISHES),
    wishedFormation(formations),
    metiers.length ? choices("metiers", say("metiers-question"), "checkbox", metiers.map(([number, name]) => [String(number), null, name])) : "",
    consent(),
    told, send,
    el("p", { class: "precision" }, say("inscription-duree", { jours: String(open.kept_days) }), " ",
      el("a", { href: "/donnees" }, say("tes-donnees"))),
  );
  form.addEventListener("change", () => adapt(form, open));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, { told, send, parent, title, open, carnet });
  });
  const before = parent.querySelector("form");
  if (before) writeAgain(form, new FormData(before));
  adapt(form, open);
  const folded = el("details", { class: "deplie", open: Boolean(parent.querySelector("details[open]")) },
    el("summary", { class: "bouton" }, say("inscription-ouvrir")), form);
  replace(parent, title, el("p", { class: "chapeau" }, say("inscription-chapeau")), folded);
}

// What was written so far, when the form is drawn anew in the other language.
function writeAgain(form, written) {
  for (const input of form.querySelectorAll("input")) {
    if (input.type === "radio" || input.type === "checkbox") input.checked = written.getAll(input.name).includes(input.value);
    else input.value = written.get(input.name) ?? "";
  }
}

function block(name, ...children) {
  return el("div", { class: "champ", "data-champ": name }, ...children, el("p", { class: "faute", id: `${name}-faute`, hidden: true }));
}

function field(name, label, attributes) {
  return block(name,
    el("label", { for: `champ-${name}` }, label),
    el("input", { id: `champ-${name}`, name, "aria-describedby": `${name}-faute`, ...attributes }));
}

function choices(name, question, type, options) {
  const boxes = options.map(([value, words, own]) =>
    el("label", { class: "case" },
      el("input", { type, name, value, "aria-describedby": `${name}-faute` }),
      el("span", {}, own ?? say(words))));
  return block(name, el("fieldset", {}, el("legend", {}, question), el("div", { class: "cases" }, boxes)));
}

function wishedFormation(formations) {
  const made = field("formation", say("formation-laquelle"), { type: "text", list: "formations", maxlength: FORMATION_MAX });
  made.append(el("datalist", { id: "formations" }, formations.map((name) => el("option", { value: name }))));
  return made;
}

function consent() {
  return block("consent",
    el("label", { class: "case accord" },
      el("input", { type: "checkbox", name: "consent", value: "oui", "aria-describedby": "consent-faute" }),
      el("span", { "data-accord": true })));
}

function checked(form, name) {
  return [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
}

// A child's own address is never asked for: the field is not there.
function adapt(form, open) {
  const child = checked(form, "age")[0] === "moins-15";
  const show = (name, shown) => {
    const part = form.querySelector(`[data-champ="${name}"]`);
    part.hidden = !shown;
    for (const input of part.querySelectorAll("input")) input.disabled = !shown;
  };
  show("email", !child);
  show("parent_email", child);
  form.querySelector(".enfant").hidden = !child;
  show("formation", checked(form, "wishes").includes("formation"));
  form.querySelector("[data-accord]").textContent = tell(child ? open.child_text : open.text);
}

function faults(form) {
  const value = (name) => form.elements[name].value.trim();
  const address = (text) => text.length <= EMAIL_MAX && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
  const age = checked(form, "age")[0];
  const child = age === "moins-15";
  const wrong = [];
  if (!age) wrong.push("age");
  if (!value("first_name")) wrong.push("first_name");
  if (!child && !address(value("email"))) wrong.push("email");
  if (child && !address(value("parent_email"))) wrong.push("parent_email");
  if (!checked(form, "wishes").length) wrong.push("wishes");
  if (!checked(form, "consent").length) wrong.push("consent");
  return wrong;
}

function mark(form, wrong) {
  for (const part of form.querySelectorAll("[data-champ]")) {
    const name = part.dataset.champ;
    const bad = wrong.includes(name);
    const words = part.querySelector(".faute");
    words.hidden = !bad;
    words.textContent = bad ? say(FAULTS[name]) : "";
    for (const input of part.querySelectorAll("input")) {
      if (bad) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }
  const first = wrong.length ? form.querySelector(`[data-champ="${CSS.escape(wrong[0])}"] input:not([disabled])`) : null;
  first?.focus();
  return wrong.length === 0;
}

function body(form, open, token) {
  const value = (name) => form.elements[name].value.trim();
  const [age] = checked(form, "age");
  const wishes = checked(form, "wishes");
  const told = { token, first_name: value("first_name"), age, wishes, consent: open.consent, language: language() };
  if (age === "moins-15") told.parent_email = value("parent_email");
  else told.email = value("email");
  if (wishes.includes("formation") && value("formation")) told.formation = value("formation");
  const ticked = checked(form, "metiers").map(Number);
  if (ticked.length) told.metiers = ticked;
  return told;
}

async function submit(form, { told, send, parent, title, open, carnet }) {
  replace(told);
  if (!mark(form, faults(form))) return;
  const token = carnet.token();
  send.disabled = true;
  try {
    const answer = await fetch("/api/inscriptions", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body(form, open, token)),
      credentials: "omit",
    });
    await understand(answer, { form, told, parent, title, carnet, token });
  } catch {
    replace(told, el("p", {}, say("envoi-sans-reseau")));
  } finally {
    send.disabled = false;
  }
}

async function understand(answer, { form, told, parent, title, carnet, token }) {
  if (answer.status === 202) {
    const child = checked(form, "age")[0] === "moins-15";
    carnet.forgetToken(token, true);
    const done = el("div", { class: "envoye", tabindex: "-1" },
      el("p", {}, el("strong", {}, say("envoye-titre"))),
      el("p", {}, say(child ? "envoye-parent" : "envoye-toi")));
    replace(parent, title, done);
    done.focus();
    return;
  }
  if (answer.status === 400) {
    const { champ } = await answer.json().catch(() => ({}));
    if (champ in FAULTS && !mark(form, [champ])) return;
  }
  if (answer.status === 403 || answer.status === 409) carnet.forgetToken(token, false);
  replace(told, el("p", {}, refusal(answer)));
}

function refusal(answer) {
  if (answer.status === 403) return say("envoi-jeton");
  if (answer.status === 409) return say("envoi-deja");
  if (answer.status === 429) {
    const secs = Number(answer.headers.get("Retry-After")) || MINUTE_SECS;
    return say("envoi-attendre", { minutes: String(Math.ceil(secs / MINUTE_SECS)) });
  }
  return say("envoi-ferme");
}
