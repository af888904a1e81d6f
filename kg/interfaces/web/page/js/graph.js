// The neighbourhood of an entity, drawn as SVG whose nodes are links, and given as a table of the same rows.

import { h, s } from "./dom.js";
import { inside, narrow, to } from "./address.js";
import { placed } from "./layout.js";
import { pictureButtons } from "./picture.js";
import { entityLink, polarityMark, relationName, tierName, POLARITIES } from "./words.js";

const [LONGEST, LONGEST_NARROW] = [30, 26]; // letters of a name in the drawing; the table has all of it
const MARGINS = 72; // pixels of a narrow window that the drawing has not
const [NAME, CENTRE, EDGE] = ["13px Inter, system-ui, sans-serif", "600 16px Charter, Georgia, serif", "italic 11px Charter, Georgia, serif"]; // as in the style sheet
const LARGEST = 1.1; // times the size it is laid out in
const SHARES = [0.72, 0.66, 0.6, 0.78, 0.54, 0.48, 0.42, 0.84, 0.36]; // of an edge, where its name may stand, the best place first
const COLUMNS = ["subject", "relation", "object", "publications", "strongest tier", "found", "basis", "why"];
const MARKS = { Drug: "circle", Target: "square", Pathway: "hexagon", Disease: "diamond", Role: "ring" };

export function neighbourhood({ nodes, edges, truncated }, centre) {
  if (!edges.length) return h("p", { class: "failed" }, "Nothing in this graph is claimed of it.");
  const { drawing, pairs } = draw(nodes, edges);
  const pane = h("div", { class: "scroll drawing", role: "region", "aria-label": "Drawing", tabindex: "0" }, drawing);
  light(pane, pairs);
  requestAnimationFrame(() => (pane.scrollLeft = (pane.scrollWidth - pane.clientWidth) / 2));
  return [
    h(
      "figure",
      { class: "graph" },
      h("figcaption", {}, `What is claimed of ${centre}. A node opens by click or Enter; a relation leads to its sentences.${truncated ? " Only the best attested neighbours are drawn." : ""}`, kinds(nodes)),
      pane,
      pictureButtons(() => drawing, `neighbours-of-${centre.replaceAll(/[^\w-]+/g, "-")}`),
    ),
    edgeTable(nodes, edges),
  ];
}

let ruler;

/** Pixels that a text takes. */
function widthOf(text, font) {
  ruler ??= document.createElement("canvas").getContext("2d");
  ruler.font = font;
  return ruler.measureText(text).width;
}

function kinds(nodes) {
  const labels = [...new Set(nodes.map((node) => node.label))];
  return h("span", { class: "keys" }, labels.map((label) => h("span", { class: "key" }, s("svg", { class: "graph-key", viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true" }, shape(label)), label.toLowerCase())));
}

function shape(label) {
  const drawn = {
    circle: () => s("circle", { r: 5.5, class: "node-mark solid" }),
    square: () => s("rect", { x: -5, y: -5, width: 10, height: 10, class: "node-mark" }),
    hexagon: () => s("path", { d: "M-6 0-3-5.2 3-5.2 6 0 3 5.2-3 5.2z", class: "node-mark" }),
    diamond: () => s("path", { d: "M0-6.5 6.5 0 0 6.5-6.5 0z", class: "node-mark solid" }),
    ring: () => s("circle", { r: 5, class: "node-mark" }),
  };
  return (drawn[MARKS[label]] ?? drawn.ring)();
}

function draw(given, edges) {
  const nodes = [given[0], ...given.slice(1).sort((one, two) => one.label.localeCompare(two.label, "en"))]; // a kind stays together
  const small = narrow();
  const longest = small ? LONGEST_NARROW : LONGEST;
  const texts = nodes.map((node) => (node.name.length > longest ? `${node.name.slice(0, longest - 1)}…` : node.name));
  const boxes = texts.map((text, i) => ({ width: Math.ceil(widthOf(text, i ? NAME : CENTRE)) + 40, height: i ? 30 : 38 }));
  const index = new Map(nodes.map((node, i) => [node.id, i]));
  const pairs = joined(edges, index);
  const far = nodes.length > 16 ? 215 : 165;
  const at = placed(boxes, pairs.map((pair) => [pair.from, pair.to]), small ? { far: far * 1.25, wide: 0.62, within: innerWidth - MARGINS } : { far });
  const [left, right] = [Math.min(...at.map((one, i) => one.x - boxes[i].width / 2)), Math.max(...at.map((one, i) => one.x + boxes[i].width / 2))];
  const [top, bottom] = [Math.min(...at.map((one) => one.y)) - 26, Math.max(...at.map((one) => one.y)) + 26];
  const named = spotsOn(pairs, at, boxes);
  const lines = pairs.map((pair, i) => edge(pair, at, named[i]));
  const spots = nodes.map((node, i) => {
    const box = boxes[i];
    return s(
      "a",
      { ...inside(to({ entity: node.id })), class: i ? "node" : "node centre", transform: `translate(${round(at[i].x)} ${round(at[i].y)})`, "aria-label": `${node.name}, ${node.label.toLowerCase()}`, "data-node": i },
      s("title", {}, node.name),
      s("rect", { x: -box.width / 2, y: -box.height / 2, width: box.width, height: box.height, rx: 4, class: "node-box" }),
      s("g", { transform: `translate(${-box.width / 2 + 15} 0)` }, shape(node.label)),
      s("text", { x: -box.width / 2 + 28, y: i ? 4.5 : 5.5, class: i ? "node-name" : "node-name centre" }, texts[i]),
    );
  });
  const [width, height] = [Math.ceil(right - left + 24), Math.ceil(bottom - top)];
  const drawing = s("svg", { viewBox: `${Math.floor(left - 12)} ${Math.floor(top)} ${width} ${height}`, class: "neighbours", role: "group", "aria-label": "Neighbours, each a link; the table below says the same" }, s("g", {}, lines.map(([line]) => line)), s("g", {}, lines.map(([, label]) => label)), s("g", {}, spots));
  if (small) drawing.style.minWidth = "0"; // made for this width; one made for a wider window is scrolled in its frame
  drawing.style.maxWidth = `${Math.round(width * LARGEST)}px`;
  return { drawing, pairs };
}

/** Edges between the same two nodes as one line. */
function joined(edges, index) {
  const pairs = new Map();
  for (const one of edges) {
    const [from, to] = [index.get(one.source), index.get(one.target)];
    if (from === undefined || to === undefined || from === to) continue;
    const key = [Math.min(from, to), Math.max(from, to)].join("-");
    if (!pairs.has(key)) pairs.set(key, { from, to, edges: [] });
    pairs.get(key).edges.push(one);
  }
  return [...pairs.values()];
}

function edge({ from, to: end, edges }, at, spot) {
  const [one, two] = [at[from], at[end]];
  const curated = edges.every((each) => each.basis === "curated");
  const said = edges.find((each) => each.assertion);
  const text = spot && s("text", { x: round(spot.x), y: round(spot.y) + 3.5, "text-anchor": "middle", class: "edge-name" }, spot.text);
  return [
    s("line", { x1: round(one.x), y1: round(one.y), x2: round(two.x), y2: round(two.y), class: curated ? "edge curated" : "edge" }),
    said && text ? s("a", { ...inside(to({ assertion: said.assertion })), tabindex: "-1", "aria-hidden": "true" }, text) : text,
  ];
}

/** Where the name of each edge stands: on its line, free of boxes and of the names before it; null where there is no room. */
function spotsOn(pairs, at, boxes) {
  const taken = at.map((one, i) => ({ ...one, width: boxes[i].width, height: boxes[i].height }));
  return pairs.map(({ from, to: end, edges }) => {
    const names = [...new Set(edges.map((each) => relationName(each.relation)))];
    const text = names.length > 2 ? `${names[0]} +${names.length - 1}` : names.join(", ");
    const [inner, outer] = from ? [at[end], at[from]] : [at[from], at[end]];
    const places = SHARES.map((share) => ({ x: inner.x + (outer.x - inner.x) * share, y: inner.y + (outer.y - inner.y) * share, width: widthOf(text, EDGE) + 6, height: 14 }));
    const place = places.find((one) => taken.every((other) => !overlapping(one, other)));
    if (!place) return null; // the table has it
    taken.push(place);
    return { ...place, text };
  });
}

function overlapping(one, two) {
  return Math.abs(one.x - two.x) * 2 < one.width + two.width && Math.abs(one.y - two.y) * 2 < one.height + two.height;
}

/** The lines of the node under the pointer or the focus stand out. */
function light(pane, pairs) {
  const mark = (event) => {
    const node = event.type === "pointerout" || event.type === "focusout" ? null : event.target.closest?.("[data-node]")?.dataset.node;
    pane.querySelectorAll(".edge").forEach((line, i) => line.classList.toggle("lit", node !== null && node !== "0" && [pairs[i].from, pairs[i].to].includes(Number(node))));
  };
  for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) pane.addEventListener(type, mark); // not the drawing: it would take the focus itself
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function edgeTable(nodes, edges) {
  const names = new Map(nodes.map((node) => [node.id, node.name]));
  const found = (one) => Object.keys(POLARITIES).filter((polarity) => one[polarity]).map((polarity) => h("span", { class: "found" }, String(one[polarity]), " ", polarityMark(polarity)));
  return h(
    "div",
    { class: "scroll", role: "region", "aria-label": "Neighbours as a table", tabindex: "0" },
    h(
      "table",
      { class: "answer stacked", role: "table" },
      h("caption", { role: "caption" }, "The same as a table"),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, COLUMNS.map((text) => h("th", { scope: "col", role: "columnheader", class: text === "publications" && "number" }, text)))),
      h(
        "tbody",
        { role: "rowgroup" },
        edges.map((one) => {
          const cells = [entityLink(one.source, names.get(one.source)), relationName(one.relation), entityLink(one.target, names.get(one.target)), String(one.publications ?? ""), tierName(one.tier), found(one), one.basis ?? "", one.assertion && h("a", inside(to({ assertion: one.assertion })), "sentences")];
          return h("tr", { role: "row" }, cells.map((cell, at) => h("td", { role: "cell", "data-label": COLUMNS[at], class: [COLUMNS[at] === "publications" && "number", (!cell || cell.length === 0) && "empty"].filter(Boolean).join(" ") || false }, h("span", {}, cell))));
        }),
      ),
    ),
  );
}
