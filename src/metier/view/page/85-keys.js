// The page by keyboard alone.

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function listenToKeys({ state, picture, panel }) {
  const isTyping = (target) => target.matches("input, textarea, select");
  const keys = {
    "/": () => $("search").focus(),
    "+": () => picture.zoom(ZOOM_STEP),
    "=": () => picture.zoom(ZOOM_STEP),
    "-": () => picture.zoom(1 / ZOOM_STEP),
    0: () => picture.showAll(),
    l: () => state.change({ view: state.view === "list" ? "picture" : "list" }),
    "?": () => $("help").showModal(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    if (event.key === "Escape") return escape(state, panel, event);
    if (isTyping(event.target) && event.target.type !== "checkbox") return;
    const key = event.key.toLowerCase();
    if (!Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]();
  });
  picture.container.addEventListener("keydown", (event) => {
    if (event.key in ARROWS) walk(state, picture, event);
    else if (event.key === "Enter" && state.selected !== NOTHING) $("details-title")?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Take back one thing: the words in the search, what is open, the neighborhood, the selection. */
function escape(state, panel, event) {
  if (event.target.matches("input[type=search]")) {
    event.target.blur();
    (panel.picture.container ?? document.body).focus();
  } else if ($("filters").contains(document.activeElement)) {
    if (getComputedStyle($("filters")).position === "absolute") showFilters(false); // it lies over the picture
    $("filter").focus();
  } else if (state.path || state.steps) state.change({ path: null, steps: 0 });
  else panel.close();
}

/** Go from the selected node to the next one in a direction; with Shift, move the picture. */
function walk(state, picture, event) {
  const [right, down] = ARROWS[event.key];
  if (event.shiftKey) return picture.pan(right * 80, down * 80);
  const next = picture.nodeTowards(state.selected, [right, down]);
  if (next === NOTHING) return announce("Nothing further in this direction");
  state.select(next);
  const { graph } = state;
  announce(`${graph.label[next]}, ${graph.kindOf(next).label}, ${counted(graph.degree[next], "neighbor")}`);
  if (!isInSight(picture.pointOf(next), shrunk(picture.camera()), 0)) picture.flyTo(next, 0);
}

/** What is in sight of a camera without a tenth at each side. */
function shrunk({ scale, left, right, top, bottom }) {
  const [x, y] = [(right - left) / 10, (bottom - top) / 10];
  return { scale, left: left + x, right: right - x, top: top + y, bottom: bottom - y };
}
