// The sentences behind a drug and a disease, behind one claim, or of one publication: what each says, what was read of it, and why.

import { append, count, h, say } from "./dom.js";
import { get } from "./api.js";
import { go, inside, to } from "./address.js";
import { loaded } from "./loading.js";
import { counts, leftOut } from "./ladder.js";
import { timeline } from "./timeline.js";
import { entityLink, idLink, legend, noted, outward, polarityMark, relationName, tierName } from "./words.js";

const PAGE = 25; // sentences that are shown at once

export function evidenceView(signal, address) {
  const { drug, disease, assertion, pmid, tier, polarity } = address;
  const filter = (newTier, newPolarity) => go(to({ ...address, tier: newTier, polarity: newPolarity }));
  if (assertion) {
    return { title: "Sentences of a claim", content: [h("h1", { tabindex: "-1" }, "The sentences of a claim"), evidenceBody(signal, { assertion, tier, polarity }, filter)] };
  }
  if (pmid) {
    const heading = h("h1", { tabindex: "-1" }, "The sentences of ", idLink(/^\d+$/.test(pmid) ? `PMID:${pmid}` : pmid));
    return { title: `Sentences of ${pmid}`, content: [heading, evidenceBody(signal, { pmid, tier, polarity }, filter, { counting: false })] };
  }
  const heading = h("h1", { tabindex: "-1" }, `${drug} in ${disease}`);
  const named = loaded(
    signal,
    (inner) => Promise.all([drug, disease].map((one) => (one.includes(":") ? get(`entities/${encodeURIComponent(one)}`, {}, inner) : { name: one }))),
    ([one, two]) => {
      heading.replaceChildren();
      append(heading, [one.id ? entityLink(one.id, one.name) : one.name, " in ", two.id ? entityLink(two.id, two.name) : two.name]);
      document.title = `${one.name} in ${two.name} · kg`;
      return null;
    },
  );
  return {
    title: `${drug} in ${disease}`,
    content: [heading, named, evidenceBody(signal, { drug, disease, tier, polarity }, filter, { beside: timelineOf(signal, { drug, disease }) })],
  };
}

/** The years of a drug in a disease, where there are any. */
export function timelineOf(signal, asked) {
  return loaded(signal, (inner) => get("timeline", asked, inner), ({ years }) => (years.length ? timeline(years, "Publications a year") : null), "Reading the years");
}

/**
 * Counts and sentences; `filter(tier, polarity)` narrows them. The counts are `folded` away, have a figure `beside` them,
 * or are not `counting`: those of several drugs in one publication would say nothing of any.
 */
export function evidenceBody(signal, asked, filter, { folded = false, counting = true, beside } = {}) {
  return loaded(
    signal,
    (inner) => get("evidence", { ...asked, limit: PAGE }, inner),
    (answer) => {
      const list = h("ol", { class: "sentences" }, answer.rows.map(sentence));
      const all = (asked.tier || asked.polarity) && h("button", { type: "button", class: "quiet", onclick: () => filter("", "") }, "all sentences");
      const shown = h("p", { class: "shown", role: "status" }, told(answer, asked), all);
      const counted = counting ? summary(answer.summary, asked, filter, beside) : null;
      return [noted(answer.notes), folded && counted ? h("details", { class: "folded" }, h("summary", {}, "All that its publications found"), counted) : counted, shown, answer.rows.length ? [list, more(signal, asked, answer, list)] : none(asked, filter)];
    },
    "Reading the sentences",
  );
}

function told(answer, { tier, polarity }) {
  const which = [tier && tierName(tier).toLowerCase(), polarity].filter(Boolean).join(", ");
  const text = `${count(answer.total, "sentence")}${which ? `: ${which}` : ", strongest study first"}`;
  say(text);
  return text;
}

function none({ tier, polarity }, filter) {
  return h("div", { class: "failed" }, h("p", {}, h("strong", {}, "No sentence here.")), (tier || polarity) && h("p", {}, "A publication can count here by what its sentences say together. ", h("button", { type: "button", onclick: () => filter("", "") }, "Show all sentences")));
}

function summary(rows, asked, filter, beside) {
  const { tier, polarity } = asked;
  if (!rows?.length) return null;
  const items = rows.map((row) =>
    h("tr", {}, h("th", { scope: "row" }, h("button", { type: "button", class: "quiet", "aria-pressed": String(tier === row.tier && !polarity), onclick: () => filter(row.tier, "") }, tierName(row.tier))), h("td", {}, counts(row, (one) => filter(row.tier, one), tierName(row.tier), tier === row.tier ? (polarity ?? "") : "")), h("td", { class: "number" }, String(row.publications))),
  );
  return h(
    "section",
    { class: "summary", "aria-label": "What the publications found" },
    h("div", {}, h("table", {}, h("caption", {}, "What the publications found. Press a number for its sentences."), h("thead", {}, h("tr", {}, ["Tier", "Found", "Publications"].map((text) => h("th", { scope: "col", class: text === "Publications" && "number" }, text)))), h("tbody", {}, items)), asked.disease && leftOut("the table of an answer", " Their sentences are below.")),
    h("div", { class: "beside" }, beside, h("details", {}, h("summary", {}, "What the signs mean"), legend())),
  );
}

function more(signal, asked, answer, list) {
  if (!answer.truncated) return null;
  let offset = answer.rows.length;
  const place = h("p", { class: "more" });
  const next = async () => {
    place.replaceChildren(
      loaded(
        signal,
        (inner) => get("evidence", { ...asked, limit: PAGE, offset }, inner),
        (rest) => {
          const items = rest.rows.map(sentence);
          append(list, items);
          offset += rest.rows.length;
          if (rest.truncated) place.replaceChildren(button());
          else place.remove();
          items[0]?.querySelector("a, summary")?.focus();
          return rest.truncated ? button() : null;
        },
      ),
    );
  };
  const button = () => h("button", { type: "button", onclick: next }, `Show more (${count(answer.total - offset, "sentence")} left)`);
  place.append(button());
  return place;
}

/** One piece of evidence. */
export function sentence(row) {
  const document = row.url ? outward(row.url, row.document) : idLink(row.document);
  return h(
    "li",
    {},
    h(
      "article",
      { class: "evidence" },
      h("p", { class: "margin" }, h("span", { class: "tier-name" }, tierName(row.tier)), row.polarity ? polarityMark(row.polarity) : null, h("span", { class: "year" }, row.year ?? "no year"), doubts(row)),
      h(
        "div",
        { class: "said" },
        h("blockquote", { cite: row.url ?? undefined }, marked(row.sentence, row.marks ?? [])),
        h("p", { class: "figures" }, facts(row)),
        h("p", { class: "source" }, row.title, " ", document, (row.trials ?? []).map((trial) => [" · ", idLink(trial)])),
        why(row),
      ),
    ),
  );
}

/** A sentence with its arguments marked; offsets count code points. */
export function marked(text, marks) {
  const letters = [...text];
  const pieces = [];
  let at = 0;
  for (const [start, end, role] of [...marks].sort((one, two) => one[0] - two[0] || two[1] - one[1])) {
    if (start < at || end <= start || end > letters.length) continue; // within another, or not in the sentence
    pieces.push(letters.slice(at, start).join(""), h("mark", { class: role, title: role }, letters.slice(start, end).join("")));
    at = end;
  }
  return [...pieces, letters.slice(at).join("")];
}

function doubts(row) {
  const flags = [...(row.flags ?? [])];
  if (row.counted === false && !flags.length) flags.push("not counted");
  if (row.attribution && row.attribution !== "drug") flags.unshift(`as ${row.attribution}`);
  return flags.map((flag) => h("span", { class: "flag" }, flag.replaceAll("-", " ")));
}

function facts(row) {
  const named = (label, values) => values?.length > 0 && h("span", {}, h("span", { class: "of" }, `${label} `), values.join(", "));
  return [named("with", row.partner_names), named("against", row.comparator_names), named("measured", row.endpoint && [row.endpoint]), named("figures", row.figures?.length ? [row.figures.join("; ")] : []), named("setting", row.setting && [row.setting])].filter(Boolean);
}

/** What a curator said of a sentence, who, when and why; "" where none judged it. */
function judgement(row) {
  const flag = (row.flags ?? []).find((one) => one === "rejected" || one === "accepted");
  if (!flag) return "";
  return `${flag}${row.judged_by ? ` by ${row.judged_by}` : ""}${row.judged_on ? ` on ${row.judged_on}` : ""}${row.note ? `: ${row.note}` : ""}`;
}

function why(row) {
  const lines = [
    ["claim", `${row.subject} ${row.negated ? "not " : ""}${relationName(row.relation)} ${row.object}`],
    ["result", row.result],
    ["rule", row.rule],
    ["cue", row.cue],
    ["section", row.section],
    ["attribution", row.attribution],
    ["counted", row.counted === undefined || row.counted === null ? null : row.counted ? "yes" : "no"],
    ["curator", judgement(row)],
    ["score", row.score],
    ["belief in the claim", row.belief],
    ["characters", `${row.start} to ${row.end} of the text`],
  ].filter(([, value]) => value !== null && value !== undefined && value !== "");
  return h(
    "details",
    { class: "why" },
    h("summary", {}, "What was read, and why"),
    h("dl", {}, lines.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, String(value)))), row.assertion && h("div", {}, h("dt", {}, "id of the claim"), h("dd", {}, h("a", inside(to({ assertion: row.assertion })), row.assertion)))),
  );
}

