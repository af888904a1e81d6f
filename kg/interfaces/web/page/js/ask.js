// A question in words: what it was taken for, and its answer; or why there is none.

import { h } from "./dom.js";
import { inside, to, toQuery } from "./address.js";
import { get, queries } from "./api.js";
import { loaded } from "./loading.js";
import { understoodAs } from "./chips.js";
import { answerBody } from "./answer.js";

export function askView(signal, address) {
  const place = loaded(
    signal,
    async (inner) => [await get("ask", { q: address.q, limit: address.limit }, inner), await queries()],
    ([answer, pack]) => (answer.answered ? answered(signal, address, answer, pack) : refused(answer, pack)),
    "Reading the question",
  );
  return { title: address.q, content: [h("h1", { class: "question", tabindex: "-1" }, address.q), place] };
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
