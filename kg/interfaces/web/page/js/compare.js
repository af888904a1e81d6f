// Two drugs in a disease, side by side.

import { count, h, say } from "./dom.js";
import { get } from "./api.js";
import { go, inside, to } from "./address.js";
import { loaded } from "./loading.js";
import { field } from "./form.js";
import { timelineOf } from "./evidence.js";
import { counts, reach } from "./ladder.js";
import { entityLink, legend, tierName } from "./words.js";
import { sheetOf } from "./sheet.js";

const DRUG = { type: "curie", entity: ["Drug"], required: true, help: "" };

export function compareView(signal, address) {
  const ids = (address.compare ?? "").split(",").filter(Boolean);
  const heading = h("h1", { tabindex: "-1" }, "Two drugs in a disease");
  const form = h("div", {}, chooser(ids, address.disease, []));
  const content = [heading, form];
  if (ids.length === 2 && address.disease) {
    content.push(
      loaded(
        signal,
        async (inner) => {
          const named = await Promise.all([...ids, address.disease].map((id) => get(`entities/${encodeURIComponent(id)}`, {}, inner)));
          const ladders = await Promise.all(ids.map((drug) => get("ladder", { drug, disease: address.disease }, inner)));
          return [named, ladders];
        },
        ([named, ladders]) => {
          form.replaceChildren(chooser(ids, address.disease, named));
          heading.textContent = `${named[0].name} and ${named[1].name} in ${named[2].name}`;
          document.title = `${heading.textContent} · kg`;
          return side(signal, address, named, ladders);
        },
      ),
    );
  } else if (ids.length || address.disease) content.push(h("p", { class: "waiting" }, "Two drugs and a disease are needed."));
  return { title: "Compare two drugs", content };
}

function chooser(ids, disease, named) {
  const fields = [
    field({ ...DRUG, name: "first drug" }, ids[0], named[0]),
    field({ ...DRUG, name: "second drug" }, ids[1], named[1]),
    field({ ...DRUG, name: "disease", entity: ["Disease"], help: "" }, disease, named[2]),
  ];
  const form = h("form", { class: "query-form compare-form", "aria-label": "What is compared" }, h("div", { class: "fields" }, fields.map((one) => one.element)), h("button", { type: "submit", class: "primary" }, "Compare"));
  const message = h("p", { role: "alert", class: "problem" });
  form.append(message);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const [one, two, where] = await Promise.all(fields.map((each, at) => identified(each.value(), at < 2 ? "Drug" : "Disease")));
      go(to({ compare: `${one},${two}`, disease: where }));
    } catch (error) {
      message.textContent = error.message;
    }
  });
  return form;
}

/** The CURIE of what was typed: itself, or the best known entity of that name. */
async function identified(text, label) {
  if (/^[\w.]+:\S+$/.test(text)) return text;
  const { candidates } = await get("ground", { text, type: label.toLowerCase() });
  if (candidates?.length) return candidates[0].id;
  throw new Error(`${text} is no ${label.toLowerCase()} that is known: take one of the names that are suggested while you type.`);
}

function side(signal, address, named, ladders) {
  const rows = ladders.map((one) => one.rows[0] ?? { cells: {}, publications: 0 });
  const [drugs, disease] = [named.slice(0, 2), named[2]];
  const tiers = ladders[0].tiers.filter((tier) => rows.some((row) => row.cells[tier]));
  sheetOf({ signal, disease: disease.id, name: (drug) => drugs.find((one) => one.id === drug)?.name ?? drug });
  say(`${drugs[0].name}: ${count(rows[0].publications, "publication")}; ${drugs[1].name}: ${count(rows[1].publications, "publication")}`);
  const cell = (at, tier) => h("td", { "data-label": drugs[at].name }, counts(rows[at].cells[tier], (polarity) => go(to({ ...address, open: drugs[at].id, tier, polarity }), { state: { sheet: true } }), `${drugs[at].name}, ${tierName(tier)}`));
  return [
    legend(),
    h(
      "div",
      { class: "scroll", role: "region", "aria-label": "Comparison", tabindex: "0" },
      h(
        "table",
        { class: "side" },
        h("caption", {}, "A number counts publications; press it for their sentences."),
        h("thead", {}, h("tr", {}, h("td", {}), drugs.map((one) => h("th", { scope: "col" }, entityLink(one.id, one.name))))),
        h(
          "tbody",
          {},
          h("tr", { class: "verdict" }, h("th", { scope: "row" }, "Supported up to"), rows.map((row) => h("td", { class: "reach" }, row.publications ? reach(row, tiers) : "not studied"))),
          tiers.map((tier) => h("tr", {}, h("th", { scope: "row" }, tierName(tier)), cell(0, tier), cell(1, tier))),
          h("tr", {}, h("th", { scope: "row" }, "Publications"), rows.map((row, at) => h("td", {}, h("a", inside(to({ drug: drugs[at].id, disease: disease.id })), String(row.publications)), row.latest_year && ` to ${row.latest_year}`))),
        ),
      ),
    ),
    h("div", { class: "two" }, drugs.map((one) => h("section", {}, h("h2", {}, one.name), timelineOf(signal, { drug: one.id, disease: disease.id })))),
  ];
}
