// The sentences of one cell, beside the ladder they belong to: a modal dialog of the browser's own, so that the keyboard
// stays in it, Escape closes it, and the focus goes back to the cell.

import { h } from "./dom.js";
import { asked, go, inside, to } from "./address.js";
import { evidenceBody } from "./evidence.js";
import { polarityMark, tierName } from "./words.js";

let shown; // the ladder on the page: {signal, disease, name(drug)}
let dialog;
let reading = new AbortController();

/** The ladder that the sheet belongs to from now on; opens it where the address says so. */
export function sheetOf(ladder) {
  shown = ladder;
  ladder.signal.addEventListener("abort", () => {
    if (shown === ladder) shown = undefined;
    close();
  });
  queueMicrotask(() => ladder.signal.aborted || showSheet(asked()));
}

/** Opens, changes or closes the sheet as the address says. */
export function showSheet(address) {
  reading.abort();
  if (!address.open || !shown) return close();
  reading = new AbortController();
  const title = h("h2", { id: "sheet-title", tabindex: "-1" }, shown.name(address.open), address.tier && [", ", tierName(address.tier).toLowerCase()], address.polarity && [" ", polarityMark(address.polarity)]);
  const inner = [head(address, title), body(address)];
  if (dialog) dialog.replaceChildren(...inner);
  else {
    dialog = h("dialog", { class: "sheet", "aria-labelledby": "sheet-title" }, inner);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      leave();
    });
    dialog.addEventListener("click", (event) => event.target === dialog && leave());
    document.body.append(dialog);
    dialog.showModal();
  }
  title.focus();
  return undefined;
}

function head(address, title) {
  const page = to({ drug: address.open, disease: shown.disease, tier: address.tier, polarity: address.polarity });
  return h("div", { class: "sheet-head" }, title, h("a", inside(page), "As a page"), h("button", { type: "button", onclick: leave }, "Close"));
}

function body(address) {
  const filter = (tier, polarity) => go(to({ ...address, tier, polarity }), { replace: true, state: history.state });
  return evidenceBody(AbortSignal.any([shown.signal, reading.signal]), { drug: address.open, disease: shown.disease, tier: address.tier, polarity: address.polarity }, filter, { folded: true });
}

function leave() {
  if (history.state?.sheet) history.back();
  else go(to({ ...asked(), open: "", tier: "", polarity: "" }), { replace: true });
}

function close() {
  reading.abort();
  const closing = dialog;
  dialog = undefined;
  closing?.close(); // gives the focus back to the cell
  closing?.remove();
}
