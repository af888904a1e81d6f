// A text field with suggestions, after the combobox pattern of the WAI-ARIA Authoring Practices (list autocomplete with
// manual selection): the arrows move, Enter takes, Escape closes, and what is typed stays as it is until then.

import { freshId, h, say, count } from "./dom.js";
import { get } from "./api.js";

const PAUSE = 120; // milliseconds of no typing before names are asked for

/**
 * A field. `suggest(text, signal)` gives options `{text, note, label, ...}`; `take(option, input)` is told what was
 * chosen. Returns the field's element; its input is `.input`.
 */
export function combobox({ name, id, value = "", label, placeholder, suggest, take, required = false }) {
  const list = h("ul", { id: freshId("names"), role: "listbox", class: "names", hidden: true, "aria-label": "Suggestions" });
  const input = h("input", {
    ...{ id, name, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", autocapitalize: "off" },
    ...{ "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-label": label },
    ...{ placeholder, required, value, enterkeyhint: "search" },
  });
  let options = [];
  let active = -1;
  let asking = new AbortController();
  let pause;

  function close() {
    clearTimeout(pause);
    asking.abort();
    list.hidden = true;
    options = [];
    point(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function point(index) {
    active = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    const item = list.children[index];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    close();
    take(option, input);
  }

  function open(found) {
    options = found;
    const items = found.map((option) =>
      h(
        "li",
        { id: freshId("name"), role: "option", "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => choose(option) },
        h("span", { class: "name" }, option.text),
        option.note && h("span", { class: "note" }, option.note),
        option.label && h("span", { class: "kind" }, option.label),
      ),
    );
    list.replaceChildren(...items);
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    point(-1);
    if (found.length) say(`${count(found.length, "suggestion")}, with the arrow keys`);
  }

  async function look() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const text = input.value;
    if (!text.trim()) return close();
    try {
      const found = await suggest(text, signal);
      if (!signal.aborted && input.value === text && document.activeElement === input) open(found);
    } catch {
      if (!signal.aborted) close(); // without suggestions the field is still a field
    }
    return undefined;
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return look();
      const step = event.key === "ArrowDown" ? 1 : -1;
      point(active < 0 ? (step > 0 ? 0 : options.length - 1) : (active + step + options.length) % options.length);
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === "Enter") close();
    else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    return undefined;
  });
  const field = h("span", { class: "combobox" }, input, list);
  field.input = input;
  return field;
}

/** Entities whose name or synonym begins so, as options of a combobox. */
export async function names(text, signal, labels = [], limit = 10) {
  const types = [labels].flat().filter(Boolean);
  const answers = await Promise.all((types.length ? types : [""]).map((type) => get("names", { q: text, type, limit }, signal)));
  const found = answers.flatMap((answer) => answer.names);
  if (answers.length > 1) found.sort((one, two) => two.publications - one.publications);
  return found.slice(0, limit).map((one) => ({
    ...{ id: one.id, text: one.name, label: one.label },
    note: [one.matched && one.matched !== one.name ? `${one.matched} · ` : "", one.publications ? count(one.publications, "publication") : one.id].join(""),
  }));
}
