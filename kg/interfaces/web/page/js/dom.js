// Elements made of names, attributes and text. Text is always a text node: nothing of the graph is read as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element; attributes that are false, null or undefined are left out, `onclick` and its like are listeners. */
export function h(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function s(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

/** Adds nodes and texts, of lists too; leaves out what is false, null or undefined. */
export function append(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === false || child === null || child === undefined) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Tells a screen reader something that is seen otherwise. */
export function say(text) {
  document.getElementById("said").textContent = text;
}

let counted = 0;

/** An id that no other element of this page has. */
export function freshId(name) {
  counted += 1;
  return `${name}-${counted}`;
}

/** "1 drug", "2 drugs". */
export function count(number, word, words = `${word}s`) {
  return `${Number(number).toLocaleString("en")} ${number === 1 ? word : words}`;
}
