// What the reader has chosen. Everything on the page follows from it, and the address holds it.

const NOTHING = -1;
const STEPS = [0, 1, 2, 3];

function freshState() {
  return {
    selected: NOTHING, // a node
    link: NOTHING, // a link that was clicked
    group: NOTHING, // a group whose members are listed
    steps: 0, // of the neighborhood that is shown; 0 for everything
    path: null, // [from, to], each a node or NOTHING
    through: false, // whether paths may lead through tools and terms
    view: "picture",
    hidden: { categories: new Set(), kinds: new Set(), types: new Set() },
  };
}

class State extends EventTarget {
  constructor(graph) {
    super();
    this.graph = graph;
    Object.assign(this, freshState());
  }

  /** Change the choice. Each change is a step that the back button takes back, unless it comes from the address. */
  change(patch, how = {}) {
    Object.assign(this, patch);
    this.dispatchEvent(new CustomEvent("change", { detail: { patch, ...how } }));
  }

  select(node, how = {}) {
    const steps = node === NOTHING ? 0 : this.steps;
    this.change({ selected: node, link: NOTHING, group: NOTHING, path: null, steps }, how);
  }

  /** Hide or show one category, kind or type. */
  toggle(which, key, isShown) {
    this.hide({ [which]: isShown ? difference(this.hidden[which], [key]) : new Set([...this.hidden[which], key]) });
  }

  hide(patch) {
    this.change({ hidden: { ...this.hidden, ...patch } });
  }

  isNodeShown(node) {
    const { kinds, categories } = this.hidden;
    if (kinds.has(this.graph.kind[node])) return false;
    return this.graph.isConcept(node) || !categories.has(this.graph.category[node]);
  }

  isTypeShown(link) {
    return !this.hidden.types.has(this.graph.type[link]);
  }

  /** How many practices, and links of authors, the filters and the steps leave. */
  left() {
    const { practices, authored, source, target } = this.graph;
    const near = this.steps ? neighborhood(this, this.selected, this.steps) : null;
    const isLeft = (node) => (near ? near.has(node) : this.isNodeShown(node));
    let nodes = 0;
    let links = 0;
    for (let node = 0; node < practices; node += 1) nodes += isLeft(node);
    for (let link = 0; link < authored; link += 1) links += this.isTypeShown(link) && isLeft(source[link]) && isLeft(target[link]);
    return { nodes, links };
  }
}

const difference = (set, without) => new Set([...set].filter((one) => !without.includes(one)));
