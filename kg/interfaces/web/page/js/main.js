// Reads the address and shows its view. Each view has a signal that ends when the next begins: its requests are given
// up then, and what still comes is not shown.

import { append } from "./dom.js";
import { asked, followLinks } from "./address.js";
import { askView } from "./ask.js";
import { compareView } from "./compare.js";
import { entityView } from "./entity.js";
import { evidenceView } from "./evidence.js";
import { ladderView } from "./ladder_view.js";
import { queryView } from "./query.js";
import { questionsView } from "./questions.js";
import { showAsked, startSearch } from "./search.js";
import { showSheet } from "./sheet.js";
import { showCoverage, startView } from "./start.js";

const VIEWS = [
  [(address) => address.q, askView],
  [(address) => address.query, queryView],
  [(address) => address.compare || address.view === "compare", compareView],
  [(address) => address.entity, entityView],
  [(address) => (address.drug && address.disease) || address.assertion || address.pmid, evidenceView],
  [(address) => address.disease, ladderView],
  [(address) => address.view === "questions", questionsView],
]; // what an address holds -> its view, the first that fits

let current = new AbortController();
let key;

function show({ back = false, first = false } = {}) {
  const address = asked();
  const wanted = withoutSheet(address);
  if (wanted === key) return showSheet(address); // the same view: only its sentences open, change or close
  key = wanted;
  current.abort();
  current = new AbortController();
  const view = (VIEWS.find(([fits]) => fits(address))?.[1] ?? startView)(current.signal, address);
  document.title = view.title ? `${view.title} · kg` : "kg: evidence explorer";
  showAsked(address.q);
  const main = document.getElementById("main");
  main.replaceChildren();
  append(main, view.content);
  if (!first && !back) {
    scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  }
  return undefined;
}

/** The address without what is open beside the view. */
function withoutSheet({ open, ...address }) {
  if (!address.drug && !address.assertion && !address.pmid) {
    delete address.tier;
    delete address.polarity;
  }
  return JSON.stringify(address);
}

startSearch();
followLinks();
addEventListener("kg:address", (event) => show({ back: event.detail.back }));
show({ first: true });
showCoverage();
