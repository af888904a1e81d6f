// The field of the page's head: a name leads to its entity, anything else is asked as a question.

import { go, to, toTyped } from "./address.js";
import { combobox, names } from "./combobox.js";

const LONGEST_NAME = 3; // words; a text of more is a question, of which the last word is completed

let field;

/** Puts the field into the page. */
export function startSearch() {
  const form = document.getElementById("search");
  field = combobox({ name: "q", id: "q", placeholder: "a question, or a name", suggest, take });
  field.input.setAttribute("aria-keyshortcuts", "/");
  document.getElementById("search-field").replaceWith(field);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.input.value.trim();
    if (question) go(toTyped(question));
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, dialog");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.input.focus();
      field.input.select();
    }
  });
}

/** Shows in the field what the address asks. */
export function showAsked(question) {
  if (document.activeElement !== field.input) field.input.value = question ?? "";
}

async function suggest(text, signal) {
  const words = text.trim().split(/\s+/);
  const found = words.length <= LONGEST_NAME ? await names(text.trim(), signal) : [];
  const last = text.match(/\S+$/)?.[0] ?? "";
  if (found.length || words.length < 2 || last.length < 3) return found;
  const begun = text.slice(0, text.length - last.length);
  const completing = await names(last, signal, [], 6);
  return completing.map((one) => ({ ...one, completed: `${begun}${one.text} ` }));
}

function take(option, input) {
  if (option.completed) input.value = option.completed;
  else {
    input.value = option.text;
    go(to({ entity: option.id }));
  }
}
