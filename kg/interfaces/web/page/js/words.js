// The words of the graph as they are shown: tiers, polarities, relations, and where an id leads.

import { h, s } from "./dom.js";
import { inside, to } from "./address.js";

export const TIERS = {
  "phase-3": "Phase 3",
  "phase-2": "Phase 2",
  "phase-1": "Phase 1",
  clinical: "Other clinical",
  "in-vivo": "In vivo",
  "in-vitro": "In vitro",
  review: "Review",
  mention: "Mention",
};

export const POLARITIES = {
  supports: "found an effect of the drug itself",
  null: "found no difference",
  opposes: "found harm",
  mixed: "findings disagree",
  unclear: "no result that counts for this drug alone",
};

const SHAPES = {
  supports: ["path", { d: "M6 1.2 11.2 10.6H.8z", fill: "currentColor" }],
  null: ["circle", { cx: 6, cy: 6, r: 4.4, fill: "none", stroke: "currentColor", "stroke-width": 1.7 }],
  opposes: ["path", { d: "M6 10.8 .8 1.4h10.4z", fill: "currentColor" }],
  mixed: ["path", { d: "M6 .8 11.2 6 6 11.2.8 6zM6 3v6l3-3z", fill: "currentColor", "fill-rule": "evenodd" }],
  unclear: ["path", { d: "M1 6h2.4M4.8 6h2.4M8.6 6H11", stroke: "currentColor", "stroke-width": 1.9 }],
};

/** The sign of a polarity; a word or a name stands beside it wherever it is used. */
export function sign(polarity) {
  const [shape, attributes] = SHAPES[polarity];
  return s("svg", { class: "sign", viewBox: "0 0 12 12", "aria-hidden": "true" }, s(shape, attributes));
}

/** A polarity as sign and word. */
export function polarityMark(polarity) {
  if (!(polarity in POLARITIES)) return polarity;
  return h("span", { class: `polarity ${polarity}` }, sign(polarity), ` ${polarity}`);
}

export function tierName(tier) {
  return TIERS[tier] ?? tier ?? "";
}

/** What each sign means. */
export function legend() {
  const rows = Object.entries(POLARITIES).map(([polarity, says]) => h("div", {}, h("dt", {}, polarityMark(polarity)), h("dd", {}, says)));
  return h("dl", { class: "legend", "aria-label": "What the signs mean" }, rows);
}

/** What an answer notes, but for the names that it was asked with. */
export function noted(notes, ...beside) {
  const shown = (notes ?? []).filter((note) => !/^\w+ '.*' is \S+ \(.*\)$/.test(note) && !beside.some((start) => note.startsWith(start)));
  return shown.length > 0 && h("ul", { class: "notes" }, shown.map((note) => h("li", {}, note)));
}

/** "STUDIED_FOR" as "studied for". */
export function relationName(relation) {
  return String(relation ?? "").toLowerCase().replaceAll("_", " ");
}

const REGISTRIES = {
  CLINICALTRIALS: (id) => `https://clinicaltrials.gov/study/${id}`,
  ISRCTN: (id) => `https://www.isrctn.com/ISRCTN${id.replace(/^ISRCTN/, "")}`,
};

const LOCAL_PMIDS = 90000000; // from here on a PMID is one of the user's own: PubMed has no page of it

const ENTITY = /^(?:CHEBI|DRUGBANK|MESH|UNII|CHEMBL\.COMPOUND|KGC|HGNC|FPLX|NCBIGene|REACT|GO|WIKIPATHWAYS|KGP|MONDO|DOID|HP|KGR|CVCL|NCBITaxon):\S+$/;
const TRIAL = /^(?:CLINICALTRIALS|ISRCTN|EUCTR|CHICTR|ACTRN|UMIN|DRKS|CTRI|IRCT|NTR|JRCT|JAPICCTI|KCT|TCTR|PACTR|REBEC):\S+$/;

/** A link out of this page. */
export function outward(address, text) {
  return h("a", { href: address, rel: "noopener noreferrer", class: "outward" }, text);
}

/** An id as what it leads to: an entity's page, PubMed, a registry; any other text as it is. */
export function idLink(id) {
  const text = String(id);
  const [prefix, local] = [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1)];
  if (/^PMID:\d+$/.test(text)) return Number(local) >= LOCAL_PMIDS ? text : outward(`https://pubmed.ncbi.nlm.nih.gov/${local}/`, text);
  if (/^DOI:10\./.test(text)) return outward(`https://doi.org/${encodeURI(local)}`, text);
  if (TRIAL.test(text)) {
    const address = REGISTRIES[prefix]?.(local) ?? `https://trialsearch.who.int/Trial2.aspx?TrialID=${encodeURIComponent(local)}`;
    return outward(address, local);
  }
  return ENTITY.test(text) ? h("a", inside(to({ entity: text })), text) : text;
}

/** An entity by name, leading to its page. */
export function entityLink(id, name) {
  return h("a", inside(to({ entity: id })), name || id);
}
