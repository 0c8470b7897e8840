// The details of what is selected: a practice, a tool or term, a group, a link, a path.

class Panel {
  constructor(state, picture) {
    Object.assign(this, { state, graph: state.graph, picture });
    this.shown = "";
    this.turn = 0;
    state.addEventListener("change", () => this.render());
    $("close").addEventListener("click", () => this.close());
  }

  close() {
    this.state.change({ selected: NOTHING, link: NOTHING, group: NOTHING, path: null, steps: 0 });
    this.mainPart.focus();
  }

  /** What is looked at beside the details. */
  get mainPart() {
    return this.state.view === "list" ? $("list") : this.picture.container;
  }

  /** Show what the state asks for; what takes a while to read comes a moment later, unless it is no longer wanted. */
  async render() {
    const { selected, link, group, path, steps } = this.state;
    const key = path ? addressOf(this.state) : JSON.stringify([selected, link, group, steps, this.state.view]);
    if (key === this.shown) return;
    this.shown = key;
    const turn = (this.turn += 1);
    const isOpen = Boolean(path) || [selected, link, group].some((one) => one !== NOTHING);
    if ($("panel").hidden && isOpen) letThrough($("panel"));
    $("panel").hidden = !isOpen; // at once: the picture goes beside it
    document.body.classList.toggle("has-panel", isOpen);
    const made = isOpen ? await this.#content() : [];
    if (turn !== this.turn) return;
    const focus = focusIn($("details"));
    $("details").replaceChildren(...made.filter(Boolean));
    $("details").scrollTop = 0;
    if (focus !== null) ($(focus) ?? $("details-title"))?.focus({ preventScroll: true });
  }

  async #content() {
    const { selected, link, group, path } = this.state;
    await ready.rest;
    if (path) return pathDetails(this);
    if (selected !== NOTHING) return this.graph.isConcept(selected) ? conceptDetails(this, selected) : practiceDetails(this, selected);
    if (link !== NOTHING) return linkDetails(this, link);
    return groupDetails(this, group);
  }

  /** A button with the name of a node, which selects it. */
  nodeButton(node) {
    const { graph } = this;
    const go = () => {
      this.state.change({ selected: node, link: NOTHING, group: NOTHING, path: null });
      announce(graph.label[node]);
      if (!isInSight(this.picture.pointOf(node), this.picture.camera(), 0)) this.picture.flyTo(node);
    };
    const isEmpty = isHollow(graph, node);
    return el("button", { type: "button", class: "node", onclick: go, title: isEmpty ? "no profile describes it" : null }, badge(this, node), el("bdi", {}, graph.label[node]));
  }
}

/** The id of what has the focus inside an element, "" if it has none, and null if the focus is elsewhere. */
const focusIn = (element) => (element.contains(document.activeElement) ? document.activeElement.id : null);

const DOUBLE_CLICK = 350; // milliseconds

/** Let the second click of a double click reach what the details have come to lie over. */
function letThrough(panel) {
  panel.classList.add("is-new");
  setTimeout(() => panel.classList.remove("is-new"), DOUBLE_CLICK);
}

/** A small picture of a node, as it is drawn. */
function badge({ graph, picture }, node, size = 14) {
  const { shape } = graph.kindOf(node);
  const half = size / 2;
  const drawn = svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, class: "badge", "aria-hidden": "true" });
  const isEmpty = isHollow(graph, node);
  drawn.append(shapeElement(shape, half, half, half - 2, isEmpty ? { fill: "none", stroke: "currentColor" } : { class: hueOf(graph, node) }));
  drawn.append(...markElements(graph.categories[graph.category[node]]?.mark, half, half - 2));
  return drawn;
}

/** The class that gives a node its color in the style sheet, in light and dark. */
const hueOf = (graph, node) => `hue hue-${graph.isConcept(node) ? "concept" : graph.categories[graph.category[node]]?.hue ?? -1}`;

function markElements(mark, center, radius) {
  if (mark === "dot") return [svg("circle", { cx: center, cy: center, r: radius * 0.36, class: "mark" })];
  if (mark === "ring") return [svg("circle", { cx: center, cy: center, r: radius * 0.58, class: "mark ring", "stroke-width": radius * 0.18 })];
  return [];
}

const heading = (text) => el("h3", {}, text);
const lines = (parts) => parts.filter(Boolean);

function header(panel, node, more) {
  const { graph } = panel;
  const kind = [graph.kindOf(node).label, graph.categoryOf(node)].filter(Boolean).join(" · ");
  const names = graph.aliases[node] ?? [];
  return lines([
    el("p", { class: "kind" }, badge(panel, node, 18), kind),
    el("h2", { id: "details-title", tabindex: -1 }, el("bdi", {}, graph.label[node])),
    names.length && el("p", { class: "aliases" }, "also called ", names.flatMap((name, place) => [place ? ", " : "", el("bdi", {}, name)])),
    actions(panel, node),
    ...more,
  ]);
}

function actions(panel, node) {
  const { state, picture, graph } = panel;
  const steps = STEPS.map((count) =>
    el("button", { type: "button", id: `steps-${count}`, "aria-pressed": String(state.steps === count), onclick: () => focusOn(panel, node, count) }, count ? String(count) : "all"),
  );
  const hasConcepts = picture.isDrawn && state.view === "picture" && !graph.isConcept(node) && ownConcepts(graph, node).size > 0;
  return el(
    "div",
    { class: "actions" },
    el("span", { class: "steps", role: "group", "aria-label": "Steps around it that are shown" }, el("span", {}, "Steps"), steps),
    hasConcepts && el("button", { type: "button", onclick: () => picture.open(node) }, "Tools and terms"),
    el("button", { type: "button", onclick: () => askForPath(state) }, "Path from here …"),
  );
}

function focusOn({ state, picture }, node, steps) {
  state.change({ selected: node, steps, path: null });
  picture.showAll();
  const near = neighborhood(state, node, steps).size - 1;
  announce(steps ? `${counted(near, "node")} within ${counted(steps, "step")}` : "everything is shown");
}
