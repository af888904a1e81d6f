// The answer to a query: as a ladder where it is about drugs in a disease, as a table always.

import { h, say } from "./dom.js";
import { get, operation } from "./api.js";
import { inside, to } from "./address.js";
import { loaded } from "./loading.js";
import { ladder, ladderOf } from "./ladder.js";
import { answerTable } from "./table.js";
import { changed } from "./chips.js";

export function answerBody(signal, address, answer, query) {
  const asked = ladderOf(answer);
  const asTable = address.as === "table" || !asked;
  if (!answer.total) return nothing();
  const values = changed(answer, query);
  return [
    h(
      "div",
      { class: "tools" },
      asked &&
        h(
          "nav",
          { "aria-label": "Shown as", class: "tabs" },
          h("a", { ...inside(to({ ...address, as: "", open: "" })), "aria-current": !asTable && "page" }, "Evidence ladder"),
          h("a", { ...inside(to({ ...address, as: "table", open: "" })), "aria-current": asTable && "page" }, "Table"),
        ),
      downloads(query.name, values),
    ),
    asTable
      ? answerTable(address, answer, query)
      : loaded(signal, (inner) => get("ladder", asked, inner), (found) => ladder(signal, address, found, asked)),
  ];
}

function downloads(name, values) {
  const all = { ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? value.join(",") : value])), limit: values.limit ?? 1000 };
  const link = (format) => h("a", { href: operation(`queries/${encodeURIComponent(name)}`, { ...all, format }), download: `${name}.${format}` }, format.toUpperCase());
  return h("p", { class: "downloads" }, "Download ", link("csv"), " ", link("json"));
}

function nothing() {
  const text = "Nothing in this graph answers that.";
  say(text);
  return h(
    "div",
    { class: "failed" },
    h("p", {}, h("strong", {}, text)),
    h("p", {}, "That is not evidence of absence: only the abstracts that were searched are in it (see the foot of the page). Try a wider disease or class, or ", h("a", inside(to({ query: "coverage" })), "see what was searched"), "."),
  );
}
