// The address bar is the state: every view is made from it alone, so each can be linked and Back works.

/** What the address asks for: a map of its parameters. */
export function asked() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** The address of a view; empty values are left out. */
export function to(parameters) {
  const kept = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const text = new URLSearchParams(kept).toString();
  return text ? `/?${text}` : "/";
}

/** The address of a query of the pack with values of its parameters. */
export function toQuery(name, values, more = {}) {
  const given = Object.entries(values).map(([key, value]) => [`p.${key}`, Array.isArray(value) ? value.join(",") : value]);
  return to({ query: name, ...Object.fromEntries(given), ...more });
}

/** The PMID of a text that is one, with or without PMID: before it; "" of any other text. */
export function pmidOf(text) {
  return text?.match(/^\s*(?:PMID\s*:?\s*)?(\d{4,9})\s*$/i)?.[1] ?? "";
}

/** The address of what was typed: the sentences of a publication, or the answer to a question. */
export function toTyped(text) {
  const pmid = pmidOf(text);
  return pmid ? to({ pmid: `PMID:${pmid}` }) : to({ q: text });
}

/** Goes to an address without loading the page anew. */
export function go(address, { replace = false, state = {} } = {}) {
  history[replace ? "replaceState" : "pushState"](state, "", address);
  dispatchEvent(new CustomEvent("kg:address", { detail: { back: false } }));
}

/** Attributes of a link to a view of this page. */
export function inside(address) {
  return { href: address, "data-inside": true };
}

/** Takes over the clicks on links to views of this page; those for a new tab or window stay the browser's. */
export function followLinks() {
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("a[data-inside]");
    if (!link) return;
    event.preventDefault();
    const address = link.getAttribute("href");
    go(address, { state: { sheet: link.hasAttribute("data-sheet") } });
  });
  addEventListener("popstate", () => dispatchEvent(new CustomEvent("kg:address", { detail: { back: true } })));
}

/** Whether the page is as narrow as a phone; the style sheet has the same width. */
export function narrow() {
  return matchMedia("(max-width: 45rem)").matches;
}
