// The ladder of a class in a disease, or of every drug studied in a disease.

import { append, h } from "./dom.js";
import { get } from "./api.js";
import { inside, toQuery } from "./address.js";
import { loaded } from "./loading.js";
import { ladder } from "./ladder.js";
import { entityLink } from "./words.js";

export function ladderView(signal, address) {
  const { disease } = address;
  const asked = address.class ? { class: address.class, disease } : { disease };
  const heading = h("h1", { tabindex: "-1" }, disease);
  const query = address.class ? "drug-class-with-disease-evidence" : "drugs-studied-for-disease";
  const place = loaded(
    signal,
    (inner) => Promise.all([get("ladder", asked, inner), ...Object.values(asked).map((id) => get(`entities/${encodeURIComponent(id)}`, {}, inner))]),
    ([found, ...named]) => {
      const last = named.at(-1);
      heading.replaceChildren();
      append(heading, [named.length > 1 ? [entityLink(named[0].id, named[0].name), " in "] : "Drugs studied in ", entityLink(last.id, last.name)]);
      document.title = `${heading.textContent} · kg`;
      return [h("p", { class: "tools" }, h("a", inside(toQuery(query, asked, { as: "table" })), "As a table, with downloads")), ladder(signal, address, found, asked)];
    },
  );
  return { title: disease, content: [heading, place] };
}
