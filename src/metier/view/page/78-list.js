// The list: the same graph for those who would rather read than look, and where there is no canvas.

const PORTION = 200;

class List {
  constructor(state, panel) {
    Object.assign(this, { state, graph: state.graph, panel });
    state.addEventListener("change", () => this.render());
  }

  render() {
    const isList = this.state.view === "list";
    $("list").hidden = !isList;
    $("picture-side").classList.toggle("is-hidden", isList);
    $("view").textContent = isList ? "Picture" : "List";
    $("view").setAttribute("aria-pressed", String(isList));
    if (!isList) return;
    const nodes = this.#nodes();
    const groups = new Map();
    for (const node of nodes) {
      const title = this.graph.isConcept(node) ? `${this.graph.kindOf(node).label}s` : this.graph.categoryOf(node) || "No category";
      if (!groups.has(title)) groups.set(title, []);
      groups.get(title).push(node);
    }
    const isLast = ([, [node]]) => this.graph.isConcept(node);
    const sections = [...groups].sort((one, other) => isLast(one) - isLast(other) || one[0].localeCompare(other[0])).map(([title, own]) => this.#section(title, own));
    $("list").replaceChildren(el("h2", {}, counted(nodes.length, "node")), ...sections);
  }

  #nodes() {
    const { state, graph } = this;
    const around = state.steps && state.selected !== NOTHING ? [...neighborhood(state, state.selected, state.steps).keys()] : null;
    const all = around ?? Array.from({ length: graph.count }, (_, node) => node);
    const { compare } = new Intl.Collator("en", { numeric: true });
    return all.filter((node) => state.isNodeShown(node) || node === around?.[0]).sort((one, other) => compare(graph.label[one], graph.label[other]) || one - other);
  }

  #section(title, nodes) {
    const list = el("ul", { class: "nodes" });
    const more = el("button", { type: "button", onclick: () => fill() });
    const fill = () => {
      const next = nodes.slice(list.children.length, list.children.length + PORTION);
      list.append(...next.map((node) => this.#item(node)));
      const left = nodes.length - list.children.length;
      more.hidden = left === 0;
      more.textContent = `${numbers.format(left)} more`;
    };
    const section = el("details", { open: nodes.length <= PORTION }, el("summary", {}, el("bdi", {}, title), ` (${nodes.length})`), list, more);
    section.addEventListener("toggle", () => section.open && !list.children.length && fill());
    if (section.open) fill();
    return section;
  }

  #item(node) {
    const { graph } = this;
    const about = `${graph.kindOf(node).label}, ${counted(graph.degree[node], "neighbor")}`;
    return el("li", {}, this.panel.nodeButton(node), el("small", {}, about));
  }
}
