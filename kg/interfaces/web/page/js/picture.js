// A drawing of this page as a file: SVG, or PNG by way of a canvas. Nothing leaves the page.

import { h, say } from "./dom.js";

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity", "paint-order", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline"];
const SCALE = 2;

/** Buttons that download what `drawing()` gives. */
export function pictureButtons(drawing, name) {
  return h(
    "p",
    { class: "downloads" },
    "Download ",
    h("button", { type: "button", class: "quiet", onclick: () => save(asFile(drawing()), `${name}.svg`) }, "SVG"),
    h("button", { type: "button", class: "quiet", onclick: async () => save(await asPng(drawing()), `${name}.png`) }, "PNG"),
  );
}

/** The drawing with its looks written into it, as the style sheet is not in the file. */
function standalone(drawing) {
  const copy = drawing.cloneNode(true);
  const [theirs, ours] = [drawing, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  theirs.forEach((element, at) => {
    const look = getComputedStyle(element);
    for (const name of KEPT) {
      const value = look.getPropertyValue(name);
      if (name === "fill" && element.getAttribute("fill")?.startsWith("url(#")) continue; // as it is: a pattern of the file
      if (value) ours[at].setAttribute(name, value);
    }
    for (const name of ["class", "tabindex", "data-inside"]) ours[at].removeAttribute(name);
  });
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  return copy;
}

function asFile(drawing) {
  return new Blob([new XMLSerializer().serializeToString(standalone(drawing))], { type: "image/svg+xml" });
}

async function asPng(drawing) {
  const address = URL.createObjectURL(asFile(drawing));
  const image = new Image();
  image.src = address;
  await image.decode();
  const { width, height } = drawing.viewBox.baseVal;
  const canvas = h("canvas", { width: Math.round(width * SCALE), height: Math.round(height * SCALE) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  say(`${name} is downloaded`);
}
