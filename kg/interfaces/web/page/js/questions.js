// All questions of the pack, to look through.

import { count, h, say } from "./dom.js";
import { inside, toQuery } from "./address.js";
import { queries } from "./api.js";
import { loaded } from "./loading.js";

export function questionsView(signal) {
  return { title: "Questions", content: [h("h1", { tabindex: "-1" }, "Questions"), loaded(signal, queries, listed)] };
}

function listed(pack) {
  const items = pack.map((query) => {
    const item = h(
      "li",
      {},
      h("a", inside(toQuery(query.name, query.example ?? {})), query.question),
      h("span", { class: "with" }, [query.name, ...query.parameters.filter((one) => one.required).map((one) => one.name)].join(" · ")),
    );
    return { item, text: `${query.name} ${query.question} ${query.columns.map((column) => column.name).join(" ")}`.toLowerCase() };
  });
  const total = h("span", { class: "with" }, count(items.length, "question"));
  const filter = h("input", {
    type: "search",
    id: "filter",
    oninput: () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      const kept = items.filter(({ item, text }) => !(item.hidden = !words.every((word) => text.includes(word))));
      total.textContent = kept.length ? count(kept.length, "question") : "No question has these words: try one of them.";
      say(total.textContent);
    },
  });
  return [h("p", { class: "filter" }, h("label", { for: "filter" }, "Only those with the words "), filter, " ", total), h("ul", { class: "examples all" }, items.map(({ item }) => item))];
}
