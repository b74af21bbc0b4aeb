// Makes elements. Texts only ever become text nodes: whatever a carnet or a catalogue holds, nothing in it is markup.

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function replace(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
}

const SVG = "http://www.w3.org/2000/svg";
// Strokes on a square of 24.
const STROKES = {
  coche: "M4.5 12.5l5 5 10-11",
  encore: "M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.500 3v4.600h-4.600",
  suite: "M4.500 12h15M13 5.500l6.500 6.500-6.500 6.500",
  telephone: "M6.500 3.500l3 4.500-2 2.500a13 13 0 0 0 6 6l2.500-2 4.500 3c-.3 2-1.800 3.300-3.500 3C9.500 19.800 4.200 14.500 3.500 7c-.3-1.700 1-3.200 3-3.500z",
  partager: "M12 15V3.500M7.500 7.500L12 3l4.500 4.500M5 12v8h14v-8",
  imprimer: "M7 9V3.500h10V9M7 17H4V9.500h16V17h-3M7 14h10v6.500H7z",
  effacer: "M4.500 6.500h15M9.500 6V3.500h5V6M6.500 6.500l1 14h9l1-14M10.500 10.500v6M13.500 10.500v6",
  content: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.500 9.500v.8M15.500 9.500v.8M7.800 14c1.800 3 6.600 3 8.400 0",
  neutre: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.500 9.500v.8M15.500 9.500v.8M8.500 15h7",
  decu: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.500 9.500v.8M15.500 9.500v.8M8 16.200c1.600-2.600 6.400-2.600 8 0",
  apprentissage: "M14.500 4.500a4.800 4.800 0 0 0 5 6.300l-8.700 8.700a2.200 2.200 0 0 1-3.200 0 2.200 2.200 0 0 1 0-3.200l8.700-8.700M4 4l5.500 5.500",
  ecole: "M2.500 9.500L12 5l9.500 4.500L12 14zM6.500 12v4.500c3 2.300 8 2.300 11 0V12M21.500 9.500v6",
  immersion: "M12 21.500s-7-6.300-7-11.500a7 7 0 0 1 14 0c0 5.200-7 11.500-7 11.500zM12 7.500a2.600 2.600 0 1 0 0 5.200 2.600 2.600 0 0 0 0-5.200z",
  ambassadeur: "M4 5h16v11h-9l-5 4v-4H4zM8 9.200h8M8 12.200h5",
  evenement: "M4 6h16v14H4zM4 10.500h16M8.500 3.500v4M15.500 3.500v4",
};

// A drawing that says nothing the words beside it do not say.
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icone");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name]);
  svg.append(path);
  return svg;
}

// A link to elsewhere: https only, and the other side learns nothing of this page.
export function outside(url, text) {
  if (typeof url !== "string" || !url.startsWith("https://")) return null;
  return el("a", { href: url, rel: "noreferrer noopener", class: "lien" }, text);
}
