// A question in words: what it was taken for, and its answer; or why there is none. What is a name and no question leads
// to what it names.

import { h } from "./dom.js";
import { go, inside, pmidOf, to, toQuery, toTyped } from "./address.js";
import { get, queries } from "./api.js";
import { loaded } from "./loading.js";
import { understoodAs } from "./chips.js";
import { answerBody } from "./answer.js";
import { entityLink } from "./words.js";

export function askView(signal, address) {
  const place = loaded(
    signal,
    (inner) => read(address, inner),
    ([answer, pack, meant]) => {
      if (meant) return go(meant, { replace: true }); // so that Back does not come here again
      return answer.answered ? answered(signal, address, answer, pack) : refused(answer, pack);
    },
    "Reading the question",
  );
  return { title: address.q, content: [h("h1", { class: "question", tabindex: "-1" }, address.q), place] };
}

/** The answer, the pack, and the address of what was named instead where nothing was asked. */
async function read(address, signal) {
  if (pmidOf(address.q)) return [null, null, toTyped(address.q)];
  const answer = await get("ask", { q: address.q, limit: address.limit }, signal);
  const id = answer.answered ? null : await named(answer, address.q, signal);
  return [answer, await queries(), id && to({ entity: id })];
}

/** The id of the one entity that a text is the name of; null for none, and for several that it may be. */
async function named(answer, text, signal) {
  const typed = text.trim().toLowerCase();
  const { names } = await get("names", { q: typed, limit: 10 }, signal); // those that are called just so come first
  const called = names.filter((one) => one.name.toLowerCase() === typed);
  const exact = called.length ? called : names.filter((one) => one.matched.toLowerCase() === typed);
  if (exact.length === 1) return exact[0].id;
  const meant = answer.named ?? [];
  if (meant.length === 1) return meant[0].id;
  if (exact.length) answer.named = exact;
  return null;
}

function answered(signal, address, answer, pack) {
  const query = pack.find((one) => one.name === answer.query);
  return [understoodAs(answer, query, pack), answerBody(signal, address, answer, query)];
}

function refused(answer, pack) {
  const near = (answer.near ?? []).map((text) => h("li", {}, nearLink(text, pack)));
  return h(
    "div",
    { class: "failed", role: "status" },
    h("p", {}, h("strong", {}, `Not answered: ${answer.why}.`)),
    h("p", {}, "Nothing is guessed: a question is answered when all of its words are understood."),
    answer.named?.length > 0 && [h("h2", {}, "What is named"), h("ul", { class: "examples" }, answer.named.map((one) => h("li", {}, entityLink(one.id, one.name), h("span", { class: "with" }, one.id))))],
    near.length > 0 && [h("h2", {}, "What is near"), h("ul", { class: "examples" }, near)],
    h("p", {}, h("a", inside(to({ view: "questions" })), "All questions that there are"), ", each with a form to fill in."),
  );
}

/** What is near, as a link where it can be asked: a command line, a query with its question, or a name. */
function nearLink(text, pack) {
  const command = text.match(/^kg query (\S+)(.*)$/);
  if (command) {
    const query = pack.find((one) => one.name === command[1]);
    const values = Object.fromEntries([...command[2].matchAll(/-p (?:'([^=']+)=([^']*)'|([^\s=]+)=(?:'([^']*)'|(\S*)))/g)].map((m) => [m[1] ?? m[3], m[2] ?? m[4] ?? m[5] ?? ""]));
    return h("span", {}, h("a", inside(toQuery(command[1], values)), query?.question ?? command[1]), h("span", { class: "with" }, Object.values(values).join(" · ")));
  }
  const query = pack.find((one) => text.startsWith(`${one.name} (`));
  if (query) return h("a", inside(toQuery(query.name, {})), query.question);
  return text;
}
