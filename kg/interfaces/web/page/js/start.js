// The first screen: what can be asked of this graph.

import { h } from "./dom.js";
import { inside, to, toQuery } from "./address.js";
import { get, queries, Unanswered } from "./api.js";
import { loaded } from "./loading.js";
import { legend, TIERS } from "./words.js";

const WORDS = [
  ["Disease", (name) => `which drugs were studied in ${name}`],
  ["Drug", (name) => `what does ${name} act on`],
  ["Drug", (name) => `which diseases was ${name} studied in`],
]; // questions about the best known entity of a kind
const SHOWN = [
  "drug-class-with-disease-evidence",
  "null-trials",
  "targets-of-drug",
  "contradicting-studies",
  "mechanism-of-drug-in-disease",
  "combination-evidence",
  "drugs-against-target",
  "strongest-sentences",
]; // of the pack; those it does not have are left out

export function startView(signal) {
  return {
    title: "",
    content: [
      h("h1", { class: "lede", tabindex: "-1" }, "What was tested against what, how strong the study was, and what it found."),
      h("p", { class: "about" }, "Ask in words, or type a name. Every count opens the sentences behind it, and a trial that found no difference never counts as support."),
      h("div", { class: "beginning" }, h("div", {}, examples(signal)), reading()),
    ],
  };
}

/** What this graph answers, once it is known what it is about. */
function examples(signal) {
  return loaded(signal, bestKnown, (known) => [loaded(signal, (inner) => understood(known, inner), inWords), loaded(signal, (inner) => working(known, inner), ready)]);
}

/** How a row is to be read. */
function reading() {
  return h(
    "aside",
    { class: "reading", "aria-labelledby": "reading" },
    h("h2", { id: "reading" }, "How to read a row"),
    h("p", {}, "What a publication found:"),
    legend(),
    h("p", {}, "How strong the study is, strongest first:"),
    h("ol", { class: "tiers" }, Object.values(TIERS).map((tier) => h("li", {}, tier))),
    h("p", {}, "Supported up to a tier means: the strongest study that found an effect. A stronger one that found none stands beside it."),
  );
}

/** The names of the entities that most publications of this graph mention, by kind. */
async function bestKnown(signal) {
  const kinds = ["Drug", "Disease", "Target"];
  const found = await Promise.all(kinds.map((type) => get("names", { type, limit: 1 }, signal)));
  return Object.fromEntries(kinds.map((kind, at) => [kind, found[at].names[0]?.name]).filter(([, name]) => name));
}

/** Those of the questions in words that this graph answers. */
async function understood(known, signal) {
  const words = WORDS.filter(([kind]) => known[kind]).map(([kind, ask]) => ask(known[kind]));
  const answers = await Promise.all(words.map((q) => get("ask", { q, limit: 1 }, signal)));
  return words.filter((_, at) => answers[at].answered && answers[at].total);
}

/** An example of a query with the best known entities of this graph, else as the pack has it; null where it answers none. */
async function example(query, known, signal) {
  const kind = (name) => [query.parameters.find((one) => one.name === name)?.entity ?? []].flat();
  const own = Object.fromEntries(Object.entries(query.example).map(([name, value]) => [name, (kind(name).length === 1 && known[kind(name)[0]]) || value]));
  for (const values of JSON.stringify(own) === JSON.stringify(query.example) ? [own] : [own, query.example]) {
    const answer = await get(`queries/${query.name}`, { ...values, limit: 1 }, signal).catch((error) => (error instanceof Unanswered ? null : Promise.reject(error)));
    if (answer?.total) return values;
  }
  return null;
}

/** The examples of the pack that this graph answers, and how many queries there are. */
async function working(known, signal) {
  const pack = await queries();
  const shown = SHOWN.map((name) => pack.find((query) => query.name === name)).filter((query) => query?.example);
  const found = await Promise.all(shown.map((query) => example(query, known, signal)));
  return { number: pack.length, shown: shown.map((query, at) => ({ ...query, example: found[at] })).filter((query) => query.example) };
}

function inWords(asked) {
  if (!asked.length) return null;
  return h(
    "section",
    { "aria-labelledby": "in-words" },
    h("h2", { id: "in-words" }, "In words"),
    h("ul", { class: "examples" }, asked.map((q) => h("li", {}, h("a", inside(to({ q })), q)))),
  );
}

function ready({ number, shown }) {
  return h(
    "section",
    { "aria-labelledby": "ready" },
    h("h2", { id: "ready" }, "Ready to ask"),
    shown.length > 0 &&
      h(
        "ul",
        { class: "examples" },
        shown.map((query) => h("li", {}, h("a", inside(toQuery(query.name, query.example)), query.question), h("span", { class: "with" }, Object.values(query.example).join(" · ")))),
      ),
    h("p", {}, h("a", inside(to({ view: "questions" })), `All ${number} questions`)),
  );
}

/** The line in the foot that says how much was searched. */
export async function showCoverage() {
  const place = document.getElementById("coverage");
  try {
    const { publications, first_year: first, latest_year: latest } = await get("coverage");
    const years = latest ? ` of the years ${first} to ${latest}` : "";
    place.textContent = `Searched: ${Number(publications).toLocaleString("en")} abstracts${years}. What is not in them is not in here.`;
  } catch {
    place.textContent = ""; // the view above says what is wrong with the server
  }
}
