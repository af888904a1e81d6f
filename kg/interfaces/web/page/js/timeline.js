// Publications a year as small stacked bars, each polarity with a pattern of its own, and the same as a table.

import { freshId, h, s } from "./dom.js";
import { polarityMark } from "./words.js";
import { pictureButtons } from "./picture.js";

const ORDER = ["supports", "null", "opposes", "mixed", "unclear"];
const [HEIGHT, TOP, BOTTOM, LEFT] = [120, 8, 20, 24];

/** A figure of `[{year, supports, null, opposes, mixed, unclear}]`. */
export function timeline(years, title) {
  const filled = everyYear(years);
  if (!filled.length) return h("figure", { class: "years" }, h("figcaption", {}, `${title}: no year stated`), h("div", { class: "scroll" }, yearTable(years)));
  const [step, bar] = filled.length > 30 ? [16, 11] : [26, 17];
  const width = LEFT + filled.length * step + 8;
  const highest = Math.max(1, ...filled.map(total));
  const unit = (HEIGHT - TOP - BOTTOM) / highest;
  const base = HEIGHT - BOTTOM;
  const used = ORDER.filter((polarity) => years.some((year) => year[polarity]));
  const prefix = freshId("bars");
  const every = Math.ceil(filled.length / (step === 16 ? 10 : 12));
  const bars = filled.map((year, at) => {
    let y = base;
    const x = LEFT + at * step + (step - bar) / 2;
    const parts = ORDER.filter((polarity) => year[polarity]).map((polarity) => {
      const high = year[polarity] * unit;
      y -= high;
      return s("rect", { x, y: y + 0.75, width: bar, height: Math.max(1, high - 1.5), fill: `url(#${prefix}-${polarity})`, class: `bar ${polarity}` });
    });
    const label = at % every === 0 && s("text", { x: x + bar / 2, y: HEIGHT - 5, "text-anchor": "middle", class: "axis" }, String(year.year));
    return s("g", {}, s("title", {}, `${year.year}: ${ORDER.filter((one) => year[one]).map((one) => `${year[one]} ${one}`).join(", ") || "none"}`), parts, label);
  });
  const drawing = s(
    "svg",
    { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, class: "timeline", role: "img", "aria-label": `${title}, as the table below says` },
    s("defs", {}, used.map((polarity) => pattern(`${prefix}-${polarity}`, polarity))),
    s("line", { x1: LEFT, x2: width - 8, y1: base + 0.5, y2: base + 0.5, class: "rule" }),
    [highest].map((value) => s("text", { x: LEFT - 6, y: base - value * unit + 8, "text-anchor": "end", class: "axis" }, String(value))),
    bars,
  );
  return h(
    "figure",
    { class: "years" },
    h("figcaption", {}, title, h("span", { class: "keys" }, used.map((polarity) => h("span", { class: "key" }, swatch(polarity), polarityMark(polarity))))),
    h("div", { class: "scroll", role: "region", "aria-label": title, tabindex: "0" }, drawing),
    h("details", {}, h("summary", {}, "As a table"), h("div", { class: "scroll" }, yearTable(years)), pictureButtons(() => drawing, "timeline")),
  );
}

function total(year) {
  return ORDER.reduce((sum, one) => sum + (year[one] ?? 0), 0);
}

/** Years without a publication are shown too, as gaps; what has no year is in the table only. */
function everyYear(years) {
  const known = new Map(years.filter((one) => one.year).map((one) => [Number(one.year), one]));
  if (!known.size) return [];
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
  return Array.from({ length: last - first + 1 }, (_, at) => known.get(first + at) ?? { year: first + at });
}

function pattern(id, polarity) {
  const ground = s("rect", { width: 6, height: 6, class: `ground ${polarity}` });
  const lines = {
    mixed: s("path", { d: "M-1 7 7-1M2 10 10 2M-4 4 4-4", class: "lines mixed" }),
    opposes: s("path", { d: "M0 3h6M3 0v6", class: "lines opposes" }),
    unclear: s("circle", { cx: 3, cy: 3, r: 1, class: "lines unclear" }),
  }[polarity];
  return s("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, ground, lines);
}

function swatch(polarity) {
  const id = freshId("swatch");
  return s("svg", { class: "swatch timeline", width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, s("defs", {}, pattern(id, polarity)), s("rect", { x: 1, y: 1, width: 12, height: 12, fill: `url(#${id})`, class: `bar ${polarity}` }));
}

function yearTable(years) {
  return h(
    "table",
    { class: "plain" },
    h("thead", {}, h("tr", {}, ["year", ...ORDER].map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, years.map((year) => h("tr", {}, h("th", { scope: "row" }, String(year.year ?? "not stated")), ORDER.map((one) => h("td", { class: "number" }, String(year[one] ?? 0)))))),
  );
}
