(() => {
"use strict";
const tip = document.getElementById("tip");
const text = document.getElementById("text");
const GAP = 6, EDGE = 8, PATIENCE = 250;
let shown = null, leaving = 0;

const entryOf = (mark) => document.getElementById(mark.hash.slice(1));
const markAt = (event) => event.target.closest ? event.target.closest("a.m") : null;
const stay = () => clearTimeout(leaving);
const leave = () => { stay(); leaving = setTimeout(back, PATIENCE); };

function show(mark) {
  const entry = entryOf(mark);
  if (!entry) return;
  hide();
  tip.replaceChildren(...[...entry.childNodes].map((node) => node.cloneNode(true)));
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  shown = mark;
  put();
}

function put() {
  const style = (name, value) => tip.style.setProperty(name, `${value}px`);
  style("left", 0);
  style("top", 0);
  const place = shown.getClientRects()[0];
  const above = place.top - GAP - EDGE, below = innerHeight - place.bottom - GAP - EDGE;
  const height = tip.scrollHeight;
  const isBelow = height <= below || below >= above;
  style("max-height", Math.max(isBelow ? below : above, 0));
  const size = tip.getBoundingClientRect();
  style("left", Math.max(EDGE, Math.min(place.left, innerWidth - size.width - EDGE)));
  style("top", isBelow ? place.bottom + GAP : place.top - GAP - size.height);
}

function hide() {
  stay();
  if (shown) shown.removeAttribute("aria-describedby");
  shown = null;
  tip.hidden = true;
  tip.style.removeProperty("max-height");
}

// What has the focus is explained again when the pointer has left another mark.
function back() {
  const focused = document.activeElement;
  if (text.contains(focused) && focused.matches("a.m")) show(focused); else hide();
}

text.addEventListener("mouseover", (event) => { const mark = markAt(event); if (mark) show(mark); });
text.addEventListener("mouseout", leave);
tip.addEventListener("mouseenter", stay);
tip.addEventListener("mouseleave", leave);
text.addEventListener("focusin", (event) => { const mark = markAt(event); if (mark) show(mark); });
text.addEventListener("focusout", hide);
addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
addEventListener("scroll", () => {
  if (!shown) return;
  const { top, bottom } = shown.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) hide(); else put();
}, { passive: true });

addEventListener("resize", () => { if (shown) put(); });

document.getElementById("legend").addEventListener("change", (event) => {
  const { kind } = event.target.dataset;
  for (const mark of text.querySelectorAll(`a.${kind}`)) mark.classList.toggle("off", !event.target.checked);
});
})();
