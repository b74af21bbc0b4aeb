// The carnet in the phone's own storage: the visits that were scanned, and what they add up to.

const KEY = "etabli.carnet";
const FORMAT = 1;
// A fair of three days, several fairs: more is not a carnet any more.
const VISITS_MAX = 60;
const TRIED_MAX = 12;

// Visits in the order they were scanned; `kept` is whether they outlive this page.
const state = { visits: [], registered: false, kept: true };

export function load() {
  let text = null;
  try {
    text = localStorage.getItem(KEY);
    // Some browsers have a storage and refuse to write into it.
    localStorage.setItem(`${KEY}.essai`, "1");
    localStorage.removeItem(`${KEY}.essai`);
    state.kept = true;
  } catch {
    state.kept = false;
  }
  if (!state.kept) return;
  let stored = {};
  try { stored = JSON.parse(text ?? "{}") ?? {}; } catch { /* damaged: as if it were empty */ }
  const visits = stored.format === FORMAT && Array.isArray(stored.visits) ? stored.visits : [];
  state.visits = visits.filter(isVisit).slice(-VISITS_MAX);
  state.registered = stored.registered === true;
}

export function isKept() {
  return state.kept;
}

export function isRegistered() {
  return state.registered;
}

// Adds what was scanned; the numbers that are new, [] if all of it was there already.
export function add({ id, token, day, tried }) {
  const known = state.visits.find((visit) => visit.id === id);
  if (!known) {
    state.visits.push({ id, day, tried, token });
    state.visits = state.visits.slice(-VISITS_MAX);
    save();
    return tried.map((one) => one.number);
  }
  // The same visit went on and was scanned again: its list only ever grows.
  if (tried.length <= known.tried.length) return [];
  const more = tried.slice(known.tried.length);
  known.tried = tried;
  save();
  return more.map((one) => one.number);
}

// How many visits, and on which days.
export function visits() {
  return state.visits.map(({ id, day }) => ({ id, day }));
}

// Each métier once, the one tried last first: how often it was tried, the best try, what was said of it last.
export function metiers() {
  const byNumber = new Map();
  for (const visit of [...state.visits].sort((a, b) => a.day.localeCompare(b.day))) {
    for (const one of visit.tried) {
      const before = byNumber.get(one.number);
      byNumber.delete(one.number);
      byNumber.set(one.number, {
        ...better(before, one),
        tries: (before?.tries ?? 0) + 1,
        liked: one.liked || before?.liked || 0,
        day: visit.day,
      });
    }
  }
  return [...byNumber.values()].reverse();
}

// Finished counts more than begun, a harder level more than good marks, and of equals the later one.
function better(before, one) {
  const worth = (tried) => [tried.finished ? 1 : 0, tried.level, tried.marks.reduce((sum, mark) => sum + mark, 0)];
  if (!before) return one;
  const [a, b] = [worth(before), worth(one)];
  const place = a.findIndex((value, at) => value !== b[at]);
  return place >= 0 && a[place] > b[place] ? before : one;
}

// The proof of a visit that no registration has used yet, the latest first; undefined without one.
export function token() {
  return state.visits.findLast((visit) => visit.token)?.token;
}

// Forgets a proof: it has been used, or is worth nothing.
export function forgetToken(used, registered) {
  for (const visit of state.visits) if (visit.token === used) delete visit.token;
  if (registered) state.registered = true;
  save();
}

// Everything this site has left on the phone: carnet, language, copies for reading without network.
export async function erase() {
  state.visits = [];
  state.registered = false;
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("etabli.")) localStorage.removeItem(name);
  } catch { /* there was nothing */ }
  if ("serviceWorker" in navigator) {
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
  }
  if ("caches" in window) {
    const names = (await caches.keys()).filter((name) => name.startsWith("etabli-"));
    await Promise.all(names.map((name) => caches.delete(name)));
  }
}

// Another tab has scanned or erased.
export function onChange(listener) {
  window.addEventListener("storage", (event) => {
    if (event.key !== null && event.key !== KEY) return;
    state.visits = [];
    load();
    listener();
  });
}

function save() {
  if (!state.kept) return;
  try {
    localStorage.setItem(KEY, JSON.stringify({ format: FORMAT, visits: state.visits, registered: state.registered }));
  } catch {
    state.kept = false;
  }
}

function isVisit(visit) {
  const told = visit && typeof visit.id === "string" && /^\d{4}-\d\d-\d\d$/.test(visit.day) && Array.isArray(visit.tried);
  const within = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;
  return told && visit.tried.length <= TRIED_MAX && visit.tried.every((one) => one
    && within(one.number, 65_535) && one.number > 0 && within(one.level, 2) && within(one.liked, 3)
    && typeof one.finished === "boolean"
    && Array.isArray(one.marks) && one.marks.length === 4 && one.marks.every((mark) => within(mark, 3)));
}
