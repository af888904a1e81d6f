// The evidence ladder: one row a drug, one column a tier, each cell what the studies of that tier found. Which tier a
// drug is supported at and which tier it was studied at are two things, and are shown as two things.

import { count, h, say } from "./dom.js";
import { go, inside, to } from "./address.js";
import { entityLink, legend, noted, polarityMark, sign, tierName } from "./words.js";
import { sheetOf } from "./sheet.js";

const LADDERS = {
  "drug-class-with-disease-evidence": ["class", "disease"],
  "class-evidence-by-tier": ["class", "disease"],
  "mtor-inhibitors-with-hcc-evidence": ["class", "disease"],
  "drugs-studied-for-disease": ["disease"],
}; // queries that are about drugs in a disease -> the parameters of their ladder

/** The parameters of the ladder that shows the same as an answer, or null. */
export function ladderOf(answer) {
  const names = LADDERS[answer.query];
  if (!names || (answer.parameters.action ?? "INHIBITS") !== "INHIBITS") return null;
  const entities = new Map((answer.entities ?? []).map((one) => [one.parameter, one.id]));
  const values = Object.fromEntries(names.map((name) => [name, entities.get(name) ?? answer.parameters[name]]));
  return names.every((name) => values[name]) ? values : null;
}

export function ladder(signal, address, found, asked) {
  const rows = found.rows;
  if (!rows.length) return h("p", { class: "failed" }, "No drug of it was studied in this disease, as far as the abstracts that were searched say.");
  const tiers = found.tiers.filter((tier) => rows.some((row) => total(row.cells[tier])));
  const empty = found.tiers.filter((tier) => !tiers.includes(tier));
  const chosen = new Set();
  const compare = h("p", { class: "compare-line", hidden: true });
  const pick = (row, box) => {
    if (box.checked) chosen.add(row);
    else chosen.delete(row);
    const two = [...chosen];
    compare.hidden = !two.length;
    compare.replaceChildren(
      two.length === 2
        ? h("a", { ...inside(to({ compare: two.map((one) => one.drug_id).join(","), disease: asked.disease })), class: "button" }, `Compare ${two[0].drug} and ${two[1].drug}`)
        : h("span", {}, two.length < 2 ? `${two[0]?.drug ?? ""}: choose one more drug to compare` : "Choose two drugs to compare"),
    );
  };
  const head = h("tr", { role: "row" }, ["Drug", "Supported up to", ...tiers.map(tierName), "Publications"].map((text, at) => h("th", { scope: "col", role: "columnheader", class: at < 2 ? undefined : at < tiers.length + 2 ? "tier" : "number" }, text)));
  const body = rows.map((row) => ladderRow(address, row, tiers, asked, pick));
  say(count(rows.length, "drug"));
  const content = [
    noted(found.notes),
    legend(),
    h(
      "div",
      { class: "scroll", role: "region", "aria-label": "Evidence ladder", tabindex: "0" },
      h(
        "table",
        { class: "ladder", role: "table" },
        h("caption", { role: "caption" }, `${count(rows.length, "drug")}, best supported first. A number counts publications; press it for their sentences.`, empty.length > 0 && ` No publication at: ${empty.map(tierName).join(", ").toLowerCase()}.`),
        h("thead", { role: "rowgroup" }, head),
        h("tbody", { role: "rowgroup" }, body),
      ),
    ),
    leftOut(),
    compare,
  ];
  sheetOf({ signal, disease: asked.disease, name: (drug) => rows.find((row) => row.drug_id === drug)?.drug ?? drug });
  return content;
}

/** What the numbers leave out, of which the table says that it is unclear. */
export function leftOut(table = "the table", more = "") {
  return h("p", { class: "small left-out" }, `Left out: publications that were retracted, and those that only measured another drug against it; ${table} counts them as unclear.${more}`);
}

function ladderRow(address, row, tiers, asked, pick) {
  const box = h("input", { type: "checkbox", "aria-label": `Compare ${row.drug}`, onchange: () => pick(row, box) });
  return h(
    "tr",
    { role: "row" },
    h("th", { scope: "row", role: "rowheader" }, h("span", { class: "drug" }, box, entityLink(row.drug_id, row.drug)), row.membership && row.membership !== "curated" && h("span", { class: "small" }, "member by a sentence")),
    h("td", { role: "cell", class: "reach", "data-label": "Supported up to" }, reach(row, tiers)),
    tiers.map((tier) => h("td", { role: "cell", class: `tier${total(row.cells[tier]) ? "" : " empty"}`, "data-label": tierName(tier) }, counts(row.cells[tier], (polarity) => go(to({ ...address, open: row.drug_id, tier, polarity }), { state: { sheet: true } }), `${row.drug}, ${tierName(tier)}`))),
    h("td", { role: "cell", class: "number", "data-label": "Publications" }, h("a", { ...inside(to({ drug: row.drug_id, disease: asked.disease })), "aria-label": `${row.drug}: all ${count(row.publications, "publication")}` }, String(row.publications)), row.latest_year && h("span", { class: "small" }, ` to ${row.latest_year}`)),
  );
}

/** The strongest tier that supports, and what stands against it at that tier or a stronger one. */
export function reach(row, tiers) {
  const best = row.supporting_tier;
  const until = best ? tiers.indexOf(best) : tiers.length - 1;
  const against = tiers.slice(0, until + 1).flatMap((tier) => ["null", "opposes", "mixed"].filter((one) => row.cells[tier]?.[one]).map((polarity) => [tier, polarity, row.cells[tier][polarity]]));
  return [
    best ? h("span", { class: "polarity supports best" }, sign("supports"), ` ${tierName(best)}`) : h("span", { class: "best none" }, "no support found"),
    against.map(([tier, polarity, number]) => h("span", { class: "small against" }, polarityMark(polarity), ` in ${number} of ${tierName(tier).toLowerCase()}`)),
  ];
}

function total(cell) {
  return cell ? ["supports", "null", "opposes", "mixed", "unclear"].reduce((sum, one) => sum + (cell[one] ?? 0), 0) : 0;
}

/** The counts of a cell as buttons; `open(polarity)` shows the sentences of one. `now` is the polarity that is shown. */
export function counts(cell, open, of, now) {
  if (!total(cell)) return h("span", { class: "unseen" }, "none");
  return h(
    "ul",
    { class: "counts" },
    ["supports", "null", "opposes", "mixed", "unclear"]
      .filter((polarity) => cell[polarity])
      .map((polarity) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: `count ${polarity}`, "aria-label": `${of}: ${cell[polarity]} ${polarity}`, title: `${polarity}: ${count(cell[polarity], "publication")}`, "aria-pressed": now === undefined ? undefined : String(now === polarity), onclick: () => open(polarity) },
            sign(polarity),
            h("b", {}, String(cell[polarity])),
            h("span", { class: "word" }, polarity),
          ),
        ),
      ),
  );
}
