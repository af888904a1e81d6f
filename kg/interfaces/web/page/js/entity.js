// One entity: what it is called, what can be asked about it, and what is claimed of it.

import { count, h } from "./dom.js";
import { get, queries } from "./api.js";
import { go, inside, narrow, to, toQuery } from "./address.js";
import { loaded } from "./loading.js";
import { neighbourhood } from "./graph.js";
import { entityLink, outward, relationName } from "./words.js";

const LIMITS = [12, 30, 60];
const RELATIONS = ["STUDIED_FOR", "AMELIORATES", "CAUSES", "INHIBITS", "ACTIVATES", "BINDS", "AFFECTS", "UPREGULATES", "DOWNREGULATES", "SUBSTRATE_OF", "ASSOCIATED_WITH", "PARTICIPATES_IN", "INTERACTS_WITH", "HAS_ROLE", "MEMBER_OF", "PART_OF", "SUBCLASS_OF"];

export function entityView(signal, address) {
  const id = address.entity;
  const path = `entities/${encodeURIComponent(id)}`;
  const heading = h("h1", { tabindex: "-1" }, id);
  const limit = LIMITS.includes(Number(address.limit)) ? Number(address.limit) : LIMITS[narrow() ? 0 : 1];
  const about = loaded(
    signal,
    async (inner) => [await get(path, {}, inner), await queries()],
    ([entity, pack]) => {
      heading.textContent = entity.name;
      document.title = `${entity.name} · kg`;
      return [described(entity), questions(entity, pack), controls(address, limit), neighbours(signal, path, address, limit, entity.name)];
    },
  );
  return { title: id, content: [heading, about] };
}

function neighbours(signal, path, address, limit, name) {
  return loaded(signal, (inner) => get(`${path}/neighbours`, { relation: address.relation, limit }, inner), (found) => neighbourhood(found, name), "Reading the neighbours");
}

function described(entity) {
  const synonyms = [...new Set(entity.synonyms ?? [])].filter((one) => one !== entity.name);
  const shown = synonyms.slice(0, 8);
  return h(
    "div",
    { class: "entity" },
    h("p", { class: "kind-line" }, h("span", { class: "kind" }, entity.label), " ", outward(`https://bioregistry.io/${encodeURI(entity.id)}`, entity.id), entity.publications !== undefined && ` · ${count(entity.publications, "publication")}`),
    entity.definition && h("p", { class: "definition" }, entity.definition),
    shown.length > 0 && h("p", { class: "synonyms" }, h("span", { class: "of" }, "also "), shown.join(", "), synonyms.length > shown.length && h("details", { class: "ids" }, h("summary", {}, `and ${synonyms.length - shown.length} more`), synonyms.slice(shown.length).join(", "))),
    entity.parents?.length > 0 && h("p", { class: "synonyms" }, h("span", { class: "of" }, "a kind of "), entity.parents.map((one, at) => [at > 0 && ", ", entityLink(one.id, one.name)])),
  );
}

/** The queries that need this entity and nothing else. */
function questions(entity, pack) {
  const fitting = pack.flatMap((query) => {
    const needed = query.parameters.filter((one) => one.required);
    const takes = (one) => one.type === "curie" && [one.entity ?? []].flat().includes(entity.label);
    if (needed.length === 1 && takes(needed[0])) return [[query, needed[0].name]];
    const optional = query.parameters.find((one) => !one.required && takes(one));
    return !needed.length && optional ? [[query, optional.name]] : [];
  });
  if (!fitting.length) return null;
  return h("details", { class: "entity-questions" }, h("summary", {}, `Questions about it (${fitting.length})`), h("ul", { class: "examples all" }, fitting.map(([query, name]) => h("li", {}, h("a", inside(toQuery(query.name, { [name]: entity.id })), query.question)))));
}

function controls(address, limit) {
  const relation = h("select", { id: "relation", onchange: () => go(to({ ...address, relation: relation.value })) }, h("option", { value: "" }, "all"), RELATIONS.map((one) => h("option", { value: one, selected: one === address.relation }, relationName(one))));
  const most = h("select", { id: "most", onchange: () => go(to({ ...address, limit: most.value })) }, LIMITS.map((one) => h("option", { value: one, selected: one === limit }, String(one))));
  return h("p", { class: "controls" }, h("label", { for: "relation" }, "Relations "), relation, h("label", { for: "most" }, " At most "), most);
}
