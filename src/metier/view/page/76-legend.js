// The legend: what shapes, colors and lines mean. Each entry hides what it stands for and shows it again.

class Legend {
  constructor(state) {
    Object.assign(this, { state, graph: state.graph });
    this.parts = { categories: "Categories", kinds: "Kinds", types: "Links" };
    this.render();
    state.addEventListener("change", ({ detail }) => (detail.patch.hidden || detail.patch.selected !== undefined || detail.patch.steps !== undefined) && this.update());
  }

  /** What each entry counts: practices by category, nodes by kind, links by type. */
  #counts() {
    const { graph } = this;
    const counted = { categories: new Map(), kinds: new Map(), types: new Map() };
    const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    for (let node = 0; node < graph.practices; node += 1) add(counted.categories, graph.category[node]);
    for (const kind of graph.kind) add(counted.kinds, kind);
    for (const type of graph.type) add(counted.types, type);
    return counted;
  }

  render() {
    const counts = this.#counts();
    const { graph } = this;
    const labels = {
      categories: (key) => (key === NOTHING ? "No category" : graph.categories[key].label),
      kinds: (key) => graph.kinds[key].label,
      types: (key) => capitalized(graph.types[key].label),
    };
    const made = Object.entries(this.parts).map(([which, title]) => {
      const keys = [...counts[which].keys()].sort((one, other) => (one === NOTHING) - (other === NOTHING) || one - other);
      const items = keys.map((key) => this.#entry(which, key, labels[which](key), counts[which].get(key)));
      const none = el("button", { type: "button", onclick: () => this.#only(which, keys, []) }, "none");
      const all = el("button", { type: "button", onclick: () => this.#only(which, keys, keys) }, "all");
      return el("fieldset", { "data-part": which }, el("legend", {}, title), el("div", { class: "body" }, el("div", { class: "few" }, all, none), el("ul", {}, items)));
    });
    $("filters").replaceChildren(...made);
    this.update();
  }

  #only(which, keys, shown) {
    this.state.hide({ [which]: new Set(keys.filter((key) => !shown.includes(key))) });
  }

  #entry(which, key, label, count) {
    const id = `${which}-${key}`;
    const box = el("input", { type: "checkbox", id, "data-key": key, onchange: (event) => this.state.toggle(which, key, event.target.checked) });
    return el("li", {}, box, el("label", { for: id }, this.#sign(which, key), el("bdi", { class: "name" }, label), el("span", { class: "count" }, numbers.format(count))));
  }

  #sign(which, key) {
    const drawn = svg("svg", { width: 22, height: 14, viewBox: "0 0 22 14", class: "badge", "aria-hidden": "true" });
    if (which === "categories") {
      const look = this.graph.categories[key];
      drawn.append(svg("circle", { cx: 11, cy: 7, r: 6, class: `hue hue-${look?.hue ?? -1}` }), ...markElements(look?.mark, 11, 6).map(centered));
    } else if (which === "kinds") {
      const { shape } = this.graph.kinds[key];
      drawn.append(shapeElement(shape, 11, 7, 5.5, shape === "hollow" ? { fill: "none", stroke: "currentColor" } : { fill: "currentColor" }));
    } else {
      const type = this.graph.types[key];
      drawn.append(svg("line", { x1: 1, y1: 7, x2: 20, y2: 7, stroke: "currentColor", "stroke-width": 1.6, "stroke-dasharray": (DASHES[type.line] ?? []).join(" ") || "none" }));
      if (type.arrow) drawn.append(svg("path", { d: "M21 7l-6 -3.5v7z", fill: "currentColor" }));
    }
    return drawn;
  }

  update() {
    const { hidden } = this.state;
    for (const box of $("filters").querySelectorAll("input")) {
      const which = box.closest("fieldset").dataset.part;
      box.checked = !hidden[which].has(Number(box.dataset.key));
    }
    $("status").textContent = this.#status();
  }

  /** How many practices and links are shown, and how many are not, and why. */
  #status() {
    const { state } = this;
    const { practices, authored } = this.graph;
    const left = state.left();
    const told = `${counted(left.nodes, "practice")}, ${counted(left.links, "link")}`;
    if (state.steps) return `${told} within ${counted(state.steps, "step")}, of ${numbers.format(practices)}`;
    const gone = [practices - left.nodes, authored - left.links];
    return gone.some(Boolean) ? `${told} (hidden: ${counted(gone[0], "practice")}, ${counted(gone[1], "link")})` : told;
  }
}

const centered = (mark) => {
  mark.setAttribute("cy", 7);
  return mark;
};
