// The page comes to life: the first picture first, everything else after it.

const ready = {}; // promises: first (the picture is there), rest (tools, terms, notes and other names are known)

/** How much of the picture is covered by the details, in pixels. */
function covered() {
  if ($("panel").hidden) return { right: 0, bottom: 0 };
  const [panel, side] = [$("panel").getBoundingClientRect(), $("picture-side").getBoundingClientRect()];
  const isBelow = panel.width > side.width * 0.8;
  return isBelow ? { right: 0, bottom: Math.max(0, side.bottom - panel.top) } : { right: Math.max(0, side.right - panel.left), bottom: 0 };
}

async function begin() {
  showFilters(matchMedia("(min-width: 60rem)").matches);
  const graph = new Graph(JSON.parse(await inflated(block("first"))));
  const state = new State(graph);
  const picture = await drawn(state);
  ready.rest = completed(graph);
  const panel = new Panel(state, picture);
  const list = new List(state, panel);
  const legend = new Legend(state);
  setColors(graph);
  searchBox({ graph, picture }, $("search"), $("found"), (node) => goTo(state, picture, node));
  listenToButtons(state, picture);
  listenToKeys({ state, picture, panel });
  listenToTheme(graph, picture);
  const read = followAddress(state);
  state.addEventListener("change", ({ detail }) => follow(state, picture, detail));
  globalThis.metier = { graph, state, picture, ready }; // to look at from the console
  await start(state, picture, read);
  await ready.rest;
  legend.render();
  list.render();
  picture.sync();
  document.documentElement.dataset.ready = "all";
}

/** The first picture, or none where the browser can't draw. */
async function drawn(state) {
  try {
    if (!document.createElement("canvas").getContext("2d")) return new NoPicture(state.graph);
    const code = await inflated(block("vis"));
    document.head.append(el("script", {}, code)); // its hash is in the page's policy
    return new Picture(state, JSON.parse(block("options")));
  } catch (problem) {
    console.warn(`There is no picture: ${problem.message}`);
    return new NoPicture(state.graph);
  }
}

async function completed(graph) {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  graph.complete(JSON.parse(await inflated(block("rest"))));
}

/** Draw what was chosen, and see to it that it isn't behind the details. */
function follow(state, picture, { patch, isFromAddress }) {
  picture.sync();
  if (isFromAddress) return;
  if (patch.path) showPath(state, picture);
  else if (patch.view === "picture") picture.frame(false);
  else if (patch.selected >= 0) revealSoon(picture, patch.selected);
}

/** Move the picture aside once it is clear that no double click follows, unless it was moved meanwhile. */
function revealSoon(picture, node) {
  const { moves } = picture;
  setTimeout(() => picture.moves === moves && picture.reveal(node), DOUBLE_CLICK);
}

/** Begin where the address says, or with what the page is about. */
async function start(state, picture, read) {
  const { graph } = state;
  const isConcept = graph.start !== "" && !graph.numbers.has(graph.start);
  if (isConcept || /[?&#]?(node|path)=/.test(location.hash)) await ready.rest; // it may name a tool or a term
  read();
  if (!picture.isDrawn) state.change({ view: "list" }, { isFromAddress: true });
  picture.frame(false);
  document.documentElement.dataset.ready = "picture";
}

/** Select what was searched for, and fly there. */
function goTo(state, picture, node) {
  state.change({ selected: node, path: null, link: NOTHING, group: NOTHING, steps: 0 });
  picture.flyTo(node);
  announce(`${state.graph.label[node]} is selected`);
  picture.container.focus({ preventScroll: true });
}

function showFilters(isOpen) {
  document.body.classList.toggle("has-filters", isOpen);
  $("filter").setAttribute("aria-expanded", String(isOpen));
}

function listenToButtons(state, picture) {
  const on = (id, call) => $(id).addEventListener("click", call);
  on("in", () => picture.zoom(ZOOM_STEP));
  on("out", () => picture.zoom(1 / ZOOM_STEP));
  on("fit", () => picture.showAll());
  on("path", () => askForPath(state));
  on("view", () => state.change({ view: state.view === "list" ? "picture" : "list" }));
  on("keys", () => $("help").showModal());
  on("png", () => picture.isDrawn && savePng(picture));
  on("svg", () => picture.isDrawn && saveSvg(picture));
  on("filter", () => {
    showFilters(!document.body.classList.contains("has-filters"));
    $("filters").querySelector("input")?.focus();
  });
}

// ---- light and dark ------------------------------------------------------------------------------------------

const THEMES = ["auto", "light", "dark"];

function setColors(graph) {
  const { hues, grey } = paints(graph);
  hues.forEach((hue, number) => document.documentElement.style.setProperty(`--hue-${number}`, hue));
  document.documentElement.style.setProperty("--hue--1", grey);
}

function listenToTheme(graph, picture) {
  const repaint = () => {
    setColors(graph);
    picture.repaint();
  };
  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const next = THEMES[(THEMES.indexOf(root.dataset.theme || "auto") + 1) % THEMES.length];
    root.dataset.theme = next;
    $("theme").setAttribute("aria-label", `Colors: ${next}`);
    $("theme").title = `Colors: ${next}`;
    announce(`Colors: ${next}`);
    repaint();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

begin().catch((problem) => {
  $("said").textContent = $("status").textContent = `This page can't be shown: ${problem.message}`;
  console.error(problem);
});
