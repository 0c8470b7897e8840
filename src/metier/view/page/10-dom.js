// Elements are made of text nodes alone: nothing that a profile says is ever read as HTML.

const $ = (id) => document.getElementById(id);

/** Make an element: el("p", {class: "note"}, "text", child, …). Attributes that are false or null are left out. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child || child === 0));
  return made;
}

/** An SVG picture of a shape, for legends. */
function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A link to the web, or plain text where the address is of another kind. */
function webLink(text, address) {
  if (!/^https?:\/\/[^\s]+$/i.test(address || "")) return el("span", {}, text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}

const numbers = new Intl.NumberFormat("en");
const counted = (count, one, many) => `${numbers.format(count)} ${count === 1 ? one : many || one + "s"}`;
const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Say something to those who listen to the page instead of looking at it. */
function announce(text) {
  $("said").textContent = "";
  requestAnimationFrame(() => ($("said").textContent = text));
}

/** Call a function once things have been quiet for a while. */
function settled(wait, call) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), wait);
  };
}
