// A query of the pack: its form, and its answer once all that it needs is given.

import { h } from "./dom.js";
import { get, queries, Unanswered } from "./api.js";
import { inside, to } from "./address.js";
import { loaded } from "./loading.js";
import { queryForm } from "./form.js";
import { answerBody } from "./answer.js";
import { noted } from "./words.js";

export function queryView(signal, address) {
  const heading = h("h1", { class: "question", tabindex: "-1" }, address.query);
  const values = Object.fromEntries(Object.entries(address).filter(([key]) => key.startsWith("p.")).map(([key, value]) => [key.slice(2), value]));
  const place = loaded(signal, queries, (pack) => {
    const query = pack.find((one) => one.name === address.query);
    if (!query) throw new Unanswered(`There is no query ${address.query}.`, 404);
    heading.textContent = query.question;
    return asking(signal, address, query, values);
  });
  return { title: address.query, content: [h("p", { class: "crumb" }, h("a", inside(to({ view: "questions" })), "Questions"), ` / ${address.query}`), heading, place] };
}

function asking(signal, address, query, values) {
  const form = h("div", {}, queryForm(query, values));
  const missing = query.parameters.filter((one) => one.required && !values[one.name]);
  if (missing.length) return [form, h("p", { class: "waiting" }, `Fill in ${missing.map((one) => one.name).join(" and ")} to see the answer.`)];
  const body = loaded(
    signal,
    (inner) => get(`queries/${encodeURIComponent(query.name)}`, { ...values, limit: values.limit ?? address.limit, offset: address.offset }, inner),
    (answer) => {
      if (!form.contains(document.activeElement)) form.replaceChildren(queryForm(query, values, answer.entities));
      return [noted(answer.notes), answerBody(signal, address, answer, query)];
    },
  );
  return [form, body];
}
