// What a question was taken for: the query and each value as a chip that can be changed.

import { h } from "./dom.js";
import { go, inside, to, toQuery } from "./address.js";
import { field } from "./form.js";
import { noted } from "./words.js";

/** The line of chips over an answer. */
export function understoodAs(answer, query, pack) {
  const values = changed(answer, query);
  const chips = h("ul", { class: "chips", "aria-label": "Taken for" });
  chips.append(h("li", {}, h("a", { ...inside(toQuery(query.name, values)), class: "chip query", title: "Open as a form" }, h("span", { class: "of" }, "query"), query.name)));
  for (const parameter of query.parameters.filter((one) => one.name in values)) chips.append(h("li", {}, chip(answer, query, parameter, values)));
  return h(
    "div",
    { class: "understood" },
    chips,
    noted(answer.notes, "asked as ", "it may also mean", "not sure: "),
    answer.sure === false && h("p", { class: "doubts" }, `Not sure: ${answer.doubts.join("; ")}.`),
    answer.others?.length > 0 && h("p", { class: "others" }, "It may also mean: ", answer.others.map((name, at) => [at > 0 && ", ", other(name, values, pack)])),
  );
}

/** The values that a form would send: those that are not the default. */
export function changed(answer, query) {
  const entities = new Map((answer.entities ?? []).map((one) => [one.parameter, one.id]));
  const given = query.parameters.filter((one) => {
    const value = answer.parameters?.[one.name];
    return value !== undefined && value !== null && String(value) !== String(one.default ?? "") && String(value) !== "";
  });
  return Object.fromEntries(given.map((one) => [one.name, entities.get(one.name) ?? answer.parameters[one.name]]));
}

function other(name, values, pack) {
  const query = pack.find((one) => one.name === name);
  if (!query) return name;
  const taken = Object.fromEntries(Object.entries(values).filter(([key]) => query.parameters.some((one) => one.name === key)));
  return h("a", { ...inside(toQuery(name, taken)), title: query.question }, name);
}

function chip(answer, query, parameter, values) {
  const entity = answer.entities?.find((one) => one.parameter === parameter.name);
  const shown = entity?.name ?? String(values[parameter.name]);
  const button = h(
    "button",
    { type: "button", class: "chip", "aria-label": `${parameter.name}: ${shown}, change` },
    h("span", { class: "of" }, parameter.name),
    shown,
    entity && h("span", { class: "curie" }, entity.id),
  );
  button.addEventListener("click", () => {
    const send = (value) => go(value ? toQuery(query.name, { ...values, [parameter.name]: value }) : to({ query: query.name }));
    const back = () => {
      form.replaceWith(button);
      button.focus();
    };
    const input = field(parameter, values[parameter.name], entity, send);
    const form = h(
      "form",
      { class: "chip-form", onkeydown: (event) => event.key === "Escape" && back() },
      input.element,
      h("button", { type: "submit" }, "Change"),
      h("button", { type: "button", class: "quiet", onclick: back }, "Cancel"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(input.value());
    });
    button.replaceWith(form);
    input.focus();
  });
  return button;
}
