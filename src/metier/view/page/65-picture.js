// The picture: vis-network holds the nodes, pans and zooms; lines and discs are drawn below them, labels above.

class Picture extends Movable {
  constructor(state, options) {
    super($("picture"), state.graph);
    this.isDrawn = true;
    this.state = state;
    this.groups = new Set(); // those that are drawn as a whole
    this.lines = new Map(); // by id
    this.order = []; // the nodes that are drawn, the most linked first
    this.lit = null; // nodes that stand out, or null where all are alike
    this.marked = new Set(); // lines that stand out, by id
    this.hovered = NOTHING;
    this.labels = [];
    this.labelling = new Labelling(this);
    this.paints = paints(this.graph);
    this.nodes = new vis.DataSet();
    this.network = new vis.Network(this.container, { nodes: this.nodes, edges: [] }, options);
    this.container.firstElementChild.tabIndex = -1; // the container itself is what has the focus
    this.network.on("beforeDrawing", (context) => this.#drawBelow(context));
    this.network.on("afterDrawing", (context) => this.#drawAbove(context));
    listenToPointer(this);
    this.home();
  }

  /** Draw what the state and the camera ask for; only what changed is told to the network. */
  sync() {
    this.measure();
    const { places, groups } = shownNow(this.state, this.camera());
    this.#syncNodes(places, groups);
    this.lines = linesBetween(this.state, places);
    this.light();
    this.network.redraw();
  }

  #syncNodes(places, groups) {
    const wanted = new Map();
    const add = (id, x, y, ctxRenderer) => wanted.set(id, { id, x, y, shape: "custom", ctxRenderer });
    for (const [node, [x, y]] of places) add(node, x, y, this.renderNode);
    for (const group of groups) add(`group ${group}`, this.graph.groups[group].x, this.graph.groups[group].y, this.renderGroup);
    replaceIn(this.nodes, wanted, (one, other) => one.x === other.x && one.y === other.y);
    this.places = places;
    this.groups = groups;
    this.order = [...places.keys()].sort((one, other) => this.#weight(other) - this.#weight(one) || one - other);
  }

  renderNode = nodeRenderer(this);
  renderGroup = groupRenderer(this);

  /** What is labelled first: in each group the most linked, and of large groups more than of small ones. */
  #weight(node) {
    const { graph } = this;
    if (graph.isConcept(node)) return graph.degree[node] * 1e-6;
    return (graph.groups[graph.group[node]].members.length ** 0.5 / (graph.rank[node] + 1)) * (isHollow(graph, node) ? 0.1 : 1);
  }

  /** Bring into sight what was asked for: a path, a neighborhood, a node, or everything. */
  frame(isAnimated = true) {
    const { state, graph } = this;
    const path = pathOf(state);
    this.sync(); // so that all has its place
    if (path?.nodes) this.fit(path.nodes.map((node) => [...this.places.get(node), 60]), isAnimated);
    else if (state.steps) this.fit([...this.places.values()], isAnimated);
    else if (state.selected === NOTHING || graph.name[state.selected] === graph.start) this.home(isAnimated);
    else this.flyTo(state.selected);
  }

  /** Show all that is drawn: the neighborhood that was asked for, or everything. */
  showAll() {
    if (this.state.steps) this.fit([...this.places.values()]);
    else this.home(true);
  }

  /** Decide which nodes and lines stand out. */
  light() {
    const { state, graph, places } = this;
    const path = this.hovered === NOTHING ? pathOf(state) : null;
    const center = this.hovered === NOTHING ? state.selected : this.hovered;
    if (path?.nodes) this.#standOut(path.nodes, path.steps.flat());
    else if (places.has(center)) this.#lightAround(center);
    else if (state.link !== NOTHING) this.#standOut([graph.source[state.link], graph.target[state.link]], [state.link]);
    else this.#standOut(null, []);
  }

  #lightAround(center) {
    const own = [...this.lines.values()].filter(({ from, to }) => from === center || to === center);
    const near = own.map(({ from, to }) => (from === center ? to : from));
    const isAll = this.state.steps > 1 && this.hovered === NOTHING;
    this.#standOut(isAll ? this.places.keys() : [center, ...near], own.flatMap(({ links }) => links));
  }

  #standOut(nodes, links) {
    const marked = new Set(links);
    const strong = [...this.lines.values()].filter((line) => line.links.some((link) => marked.has(link)));
    this.lit = nodes && new Set(nodes);
    this.marked = new Set(strong.map(({ id }) => id));
  }

  #drawBelow(context) {
    this.#inPixels(context, () => {
      this.#drawDiscs(context);
      if (this.groups.size && !this.isMoving) drawTies(context, this);
      drawLines(context, this);
    });
  }

  #drawAbove(context) {
    if (this.groups.size && this.lit) this.#drawOverGroups(context);
    this.#inPixels(context, () => {
      this.labels = this.labelling.place();
      drawLabels(context, this);
    });
  }

  /** What stands out is not hidden by groups that are drawn as a whole. */
  #drawOverGroups(context) {
    this.#inPixels(context, () => drawStrongLines(context, this));
    for (const node of this.lit) {
      if (this.places.has(node)) drawNode(context, this, node, radiusOf(this, node), ...this.places.get(node));
    }
  }

  /** Draw with pixels of the screen as units, instead of those of the picture. */
  #inPixels(context, draw) {
    const ratio = context.canvas.width / context.canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw();
    context.restore();
  }

  /** The groups whose discs are drawn behind their members. */
  discs() {
    const isWhole = this.groups.size || this.state.steps || this.graph.groups.length < 2;
    return isWhole ? [] : [...this.graph.groups.keys()];
  }

  #drawDiscs(context) {
    context.lineWidth = 1;
    context.fillStyle = this.paints.disc;
    for (const number of this.discs()) {
      const group = this.graph.groups[number];
      context.beginPath();
      context.arc(...this.toScreen([group.x, group.y]), group.radius * this.scale, 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha = 0.45;
      context.strokeStyle = rimOf(this, number);
      context.stroke();
      context.globalAlpha = 1;
    }
  }

  /** Take on the colors of the style sheet again: light became dark, or dark light. */
  repaint() {
    this.paints = paints(this.graph);
    this.network.redraw();
  }
}

/** Make a DataSet hold exactly the wanted items, touching only those that differ. */
function replaceIn(set, wanted, isSame) {
  const gone = set.getIds().filter((id) => !wanted.has(id));
  const changed = [...wanted.values()].filter((item) => {
    const known = set.get(item.id);
    return !known || !isSame(known, item);
  });
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed);
}
