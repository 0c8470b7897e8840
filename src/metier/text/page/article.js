(() => {
"use strict";
const tip = document.getElementById("tip");
const text = document.getElementById("text");
let shown = null;

const entryOf = (mark) => document.getElementById(mark.hash.slice(1));

function show(mark) {
  const entry = entryOf(mark);
  if (!entry) return;
  hide();
  tip.replaceChildren(...[...entry.childNodes].map((node) => node.cloneNode(true)));
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  shown = mark;
  const place = mark.getClientRects()[0];
  const size = tip.getBoundingClientRect();
  const below = place.bottom + size.height + 12 < innerHeight;
  const left = Math.min(place.left, innerWidth - size.width - 8);
  tip.style.setProperty("left", `${Math.max(8, left)}px`);
  tip.style.setProperty("top", `${Math.max(8, below ? place.bottom + 6 : place.top - size.height - 6)}px`);
}

function hide() {
  if (shown) shown.removeAttribute("aria-describedby");
  shown = null;
  tip.hidden = true;
}

const markAt = (event) => event.target.closest ? event.target.closest("a.m") : null;
text.addEventListener("mouseover", (event) => { const mark = markAt(event); if (mark) show(mark); });
text.addEventListener("mouseout", (event) => {
  if (!tip.contains(event.relatedTarget) && !text.contains(document.activeElement)) hide();
});
text.addEventListener("focusin", (event) => { const mark = markAt(event); if (mark) show(mark); });
text.addEventListener("focusout", hide);
tip.addEventListener("mouseleave", hide);
addEventListener("scroll", hide, { passive: true });
addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

document.getElementById("legend").addEventListener("change", (event) => {
  const { kind } = event.target.dataset;
  for (const mark of text.querySelectorAll(`a.${kind}`)) mark.classList.toggle("off", !event.target.checked);
});
})();
