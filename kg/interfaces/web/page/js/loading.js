// What stands where an answer will be: that it is being read, that it was stopped, or why there is none.

import { append, h } from "./dom.js";
import { Unanswered } from "./api.js";

const PATIENCE = 250; // milliseconds before it is said that something is being read: most answers are faster

const HINTS = {
  0: "See whether kg serve is still running, then try again.",
  400: "Change what was asked: the message says what was expected.",
  401: "This server wants its token: open the address that its operator gave you, with ?token=… once.",
  404: "The graph has no such thing. Look for its name in the field above.",
  413: "Ask something shorter.",
  414: "Ask something shorter.",
  422: "Change what was asked: the message says what was expected.",
  429: "Many questions are being asked right now. Wait a moment, then try again.",
  503: "The server is busy. Wait a moment, then try again.",
  504: "This takes too long. Ask about one drug or a narrower disease, or try again.",
};

/**
 * An element that is filled when `fetching(signal)` has its answer. `outer` is the signal of the view: when it ends,
 * nothing is drawn any more, so an old answer never stands over a new one.
 */
export function loaded(outer, fetching, draw, what = "Reading the graph") {
  const place = h("div", { class: "loaded" });
  const begin = async () => {
    const own = new AbortController();
    const signal = AbortSignal.any([outer, own.signal]);
    place.setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => place.replaceChildren(wait(what, () => own.abort())), PATIENCE);
    let shown;
    try {
      shown = draw(await fetching(signal));
    } catch (error) {
      if (outer.aborted) return;
      if (error.name === "AbortError") shown = stopped(begin);
      else if (error instanceof Unanswered) shown = failed(error, begin);
      else {
        place.removeAttribute("aria-busy");
        clearTimeout(waiting);
        place.replaceChildren(failed(new Unanswered("This page could not show the answer.", -1), begin));
        throw error; // a fault of the page: the console says where
      }
    } finally {
      clearTimeout(waiting);
    }
    if (outer.aborted) return;
    place.removeAttribute("aria-busy");
    place.replaceChildren();
    append(place, shown);
  };
  begin();
  return place;
}

function wait(what, stop) {
  return h("p", { class: "waiting", role: "status" }, `${what} … `, h("button", { type: "button", class: "quiet", onclick: stop }, "Stop"));
}

function stopped(again) {
  return h("p", { class: "waiting", role: "status" }, "Stopped. ", h("button", { type: "button", class: "quiet", onclick: again }, "Ask again"));
}

function failed(error, again) {
  return h(
    "div",
    { class: "failed", role: "alert" },
    h("p", {}, h("strong", {}, error.message)),
    HINTS[error.status] && h("p", {}, HINTS[error.status]),
    h("button", { type: "button", onclick: again }, "Try again"),
  );
}
