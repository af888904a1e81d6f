// The form of a query, made from its typed parameters.

import { freshId, h } from "./dom.js";
import { go, toQuery } from "./address.js";
import { combobox, names } from "./combobox.js";

/**
 * The field of one parameter: `{element, value(), focus()}`. A name that was chosen, or that the server has resolved
 * (`entity`), is sent as its CURIE while its text stands unchanged.
 */
export function field(parameter, value, entity, chosen = () => {}) {
  const id = freshId("field");
  const text = value === undefined || value === null ? "" : Array.isArray(value) ? value.join(",") : String(value);
  const common = { id, name: parameter.name, required: parameter.required };
  let input;
  let read = () => input.value.trim();
  let control;
  if (parameter.type === "curie") {
    let [known, curie] = entity ? [entity.name, entity.id] : [null, null];
    control = combobox({
      ...common,
      value: entity?.name ?? text,
      suggest: (typed, signal) => names(typed.trim(), signal, parameter.entity ?? []),
      take: (option, at) => {
        [known, curie] = [option.text, option.id];
        at.value = option.text;
        chosen(option.id);
      },
    });
    input = control.input;
    read = () => (input.value.trim() === known ? curie : input.value.trim());
  } else if (parameter.values?.length && parameter.type !== "list") {
    input = h("select", common, !parameter.required && !parameter.values.includes(String(parameter.default)) && h("option", { value: "" }, "any"), parameter.values.map((one) => h("option", { value: one, selected: one === (text || String(parameter.default ?? "")) }, one)));
  } else if (parameter.type === "bool") {
    input = h("select", common, ["true", "false"].map((one) => h("option", { value: one, selected: one === (text || String(parameter.default)) }, one === "true" ? "yes" : "no")));
  } else {
    const number = parameter.type === "int" || parameter.type === "float";
    input = h("input", { ...common, value: text, type: number ? "number" : "text", step: parameter.type === "float" ? "any" : undefined, placeholder: placeholder(parameter) });
  }
  control ??= input;
  const help = h("span", { class: "help", id: `${id}-help` }, parameter.help !== `the ${parameter.name}` && parameter.help, parameter.type === "list" && " (several with commas)");
  input.setAttribute("aria-describedby", help.id);
  const element = h("div", { class: "field" }, h("label", { for: id }, parameter.name.replaceAll("_", " "), !parameter.required && h("span", { class: "optional" }, " optional")), control, help);
  return { element, value: read, focus: () => input.focus() };
}

function placeholder(parameter) {
  const given = Array.isArray(parameter.default) ? parameter.default.join(",") : parameter.default;
  return given === null || given === undefined || given === "" ? undefined : String(given);
}

/** The form of a query; `values` are those of the address, `entities` what names were resolved to. */
export function queryForm(query, values, entities = [], more = {}) {
  const fields = query.parameters.map((parameter) => [parameter, field(parameter, values[parameter.name], entities.find((one) => one.parameter === parameter.name && one.id))]);
  const [needed, optional] = [fields.filter(([one]) => one.required), fields.filter(([one]) => !one.required)];
  const form = h(
    "form",
    { class: "query-form", "aria-label": "The question's parameters" },
    h("div", { class: "fields" }, needed.map(([, one]) => one.element), !needed.length && optional.map(([, one]) => one.element)),
    needed.length > 0 && optional.length > 0 && h("details", { open: optional.some(([one]) => values[one.name]) }, h("summary", {}, "More conditions"), h("div", { class: "fields" }, optional.map(([, one]) => one.element))),
    h("button", { type: "submit", class: "primary" }, "Show the answer"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(fields.map(([parameter, one]) => [parameter.name, String(one.value())]).filter(([name, value]) => value !== String(query.parameters.find((one) => one.name === name).default ?? "")));
    go(toQuery(query.name, given, more));
  });
  return form;
}
