// Any answer as a table: sortable, with ids that lead somewhere.

import { count, h, say } from "./dom.js";
import { go, inside, to } from "./address.js";
import { entityLink, idLink, outward, polarityMark, relationName, tierName, POLARITIES, TIERS } from "./words.js";

const RANK = Object.fromEntries(Object.keys(TIERS).map((tier, rank) => [tier, rank]));
const FOLDED = 4; // ids of a cell that are shown at once

export function answerTable(address, answer, query) {
  const helps = new Map(query.columns.map((column) => [column.name, column.help]));
  const disease = answer.entities?.find((one) => one.parameter === "disease");
  const numeric = new Set(answer.columns.filter((name) => answer.rows.some((row) => typeof row[name] === "number") && answer.rows.every((row) => row[name] === null || typeof row[name] === "number")));
  const decimals = new Map([...numeric].map((name) => [name, Math.max(...answer.rows.map((row) => fraction(row[name])))]));
  const [column, direction] = (address.sort ?? "").split(":");
  const rows = answer.columns.includes(column) ? sorted(answer.rows, column, direction === "down" ? -1 : 1) : answer.rows;
  const explained = disease && answer.columns.includes("drug_id");
  const head = answer.columns.map((name) => {
    const now = column === name ? (direction === "down" ? "descending" : "ascending") : undefined;
    const next = now === "ascending" ? `${name}:down` : now === "descending" ? "" : `${name}:up`;
    const button = h("button", { type: "button", title: helps.get(name), onclick: () => go(to({ ...address, sort: next }), { replace: true }) }, name.replaceAll("_", " "), h("span", { class: "arrow", "aria-hidden": "true" }, now ? (now === "ascending" ? "↑" : "↓") : ""));
    return h("th", { scope: "col", class: numeric.has(name) && "number", "aria-sort": now }, button);
  });
  const body = rows.map((row) =>
    h(
      "tr",
      {},
      answer.columns.map((name) => h("td", { class: numeric.has(name) ? "number" : undefined }, cell(name, row, decimals.get(name)))),
      explained && h("td", {}, h("a", inside(to({ drug: row.drug_id, disease: disease.id })), "sentences")),
    ),
  );
  const caption = `${count(answer.total, "row")}${answer.truncated || answer.offset ? `, ${answer.offset + 1} to ${answer.offset + answer.rows.length} shown${column ? " and sorted" : ""}` : ""}`;
  say(caption);
  return [
    h(
      "div",
      { class: "scroll", role: "region", "aria-label": "Answer", tabindex: "0" },
      h("table", { class: "answer" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, head, explained && h("th", { scope: "col" }, "why"))), h("tbody", {}, body)),
    ),
    pages(address, answer),
    h("details", { class: "about-columns" }, h("summary", {}, "What the columns mean"), h("dl", {}, query.columns.map((one) => h("div", {}, h("dt", {}, one.name.replaceAll("_", " ")), h("dd", {}, one.help))))),
  ];
}

function pages(address, answer) {
  const { limit, offset } = answer;
  if (!offset && !answer.truncated) return null;
  return h(
    "nav",
    { class: "pages", "aria-label": "Rows" },
    offset > 0 && h("a", inside(to({ ...address, offset: Math.max(0, offset - limit) || "" })), "← before"),
    answer.truncated && h("a", inside(to({ ...address, offset: offset + limit })), "more →"),
  );
}

function sorted(rows, column, sign) {
  const key = (row) => (row[column] in RANK && /tier/.test(column) ? RANK[row[column]] : row[column]);
  return rows
    .map((row, at) => ({ row, at, key: key(row) }))
    .sort((one, two) => compared(one.key, two.key, sign) || one.at - two.at)
    .map(({ row }) => row);
}

/** Nothing comes last, whichever way. */
function compared(one, two, sign) {
  const [noOne, noTwo] = [one, two].map((key) => key === null || key === undefined || key === "");
  if (noOne || noTwo) return noOne - noTwo;
  if (typeof one === "number" && typeof two === "number") return sign * (one - two);
  return sign * String(one).localeCompare(String(two), "en", { numeric: true });
}

/** How many decimals a number has. */
function fraction(value) {
  return String(value ?? "").split(".")[1]?.length ?? 0;
}

function cell(name, row, decimals) {
  const value = row[name];
  if (value === null || value === undefined || value === "") return h("span", { class: "none", "aria-label": "none" }, "–");
  if (Array.isArray(value)) return several(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (/tier/.test(name) && value in TIERS) return tierName(value);
  if (/polarity|finding/.test(name) && value in POLARITIES) return polarityMark(value);
  if (typeof value === "string" && row[`${name}_id`]) return entityLink(row[`${name}_id`], value);
  if (name === "url" && /^https:\/\//.test(value)) return outward(value, value);
  if (name === "assertion") return h("a", inside(to({ assertion: value })), "sentences");
  if (typeof value === "object") return JSON.stringify(value);
  if (name === "relation") return relationName(value);
  return typeof value === "number" ? value.toFixed(decimals) : idLink(value);
}

function several(values) {
  if (!values.length) return h("span", { class: "none", "aria-label": "none" }, "–");
  const items = values.map((one) => (typeof one === "object" ? JSON.stringify(one) : idLink(one)));
  const listed = (some) => some.map((one, at) => [at > 0 && ", ", one]);
  if (items.length <= FOLDED) return listed(items);
  return h("details", { class: "ids" }, h("summary", {}, `${items.length} ids`), listed(items));
}
