// The picture: vis-network holds the nodes, pans and zooms; lines and discs are drawn below them, labels above.

const FURTHEST = 8;
const ZOOM_STEP = 1.35;

class Picture {
  constructor(state, options) {
    this.state = state;
    this.graph = state.graph;
    this.measure = new Measure();
    this.places = new Map();
    this.groups = new Set();
    this.lines = new Map();
    this.lit = null; // nodes that stand out, or null where all are alike
    this.marked = new Set(); // lines that stand out, by id
    this.hovered = NOTHING;
    this.labels = [];
    this.order = []; // the nodes that are drawn, the most linked first
    this.isMoving = false;
    this.nodes = new vis.DataSet();
    this.paints = paints(this.graph);
    this.container = $("picture");
    this.network = new vis.Network(this.container, { nodes: this.nodes, edges: [] }, options);
    this.container.firstElementChild.tabIndex = -1; // the container itself is what has the focus
    this.network.on("beforeDrawing", (context) => this.#drawBelow(context));
    this.network.on("afterDrawing", (context) => this.#drawAbove(context));
    this.#listen();
    this.home();
  }

  // ---- where one looks ---------------------------------------------------------------------------------------

  get scale() {
    return this.network.getScale();
  }

  get size() {
    return { width: this.container.clientWidth, height: this.container.clientHeight };
  }

  /** What is in sight, in units of the picture. */
  camera() {
    const { x, y } = this.network.getViewPosition();
    const { width, height } = this.size;
    const [right, down] = [width / 2 / this.scale, height / 2 / this.scale];
    return { scale: this.scale, left: x - right, right: x + right, top: y - down, bottom: y + down };
  }

  toScreen([x, y]) {
    const { left, top, scale } = this.camera();
    return [(x - left) * scale, (y - top) * scale];
  }

  move(position, scale, isAnimated = true) {
    const calm = !isAnimated || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { right, bottom } = covered();
    this.aim = { position, scale, offset: { x: -right / 2, y: -bottom / 2 } };
    if (calm) this.#arrive();
    else this.network.moveTo({ ...this.aim, animation: { duration: 450, easingFunction: "easeInOutQuad" } });
  }

  /** Be exactly where a movement led to: vis-network stops a little before or behind it. */
  #arrive() {
    this.network.moveTo({ ...this.aim, animation: false });
    this.sync();
  }

  zoom(factor) {
    const scale = Math.min(FURTHEST, this.scale * factor);
    this.network.moveTo({ scale, animation: false });
    this.sync();
  }

  pan(right, down) {
    const { x, y } = this.network.getViewPosition();
    this.network.moveTo({ position: { x: x + right / this.scale, y: y + down / this.scale }, animation: false });
    this.sync();
  }

  /** Show all nodes of a set of places, or of the whole graph. */
  fit(points, isAnimated = true) {
    const boxes = points ?? this.graph.groups.map(({ x, y, radius }) => [x, y, radius]);
    const side = (pick) => boxes.map(pick);
    const [left, right] = [Math.min(...side(([x, , r = 30]) => x - r)), Math.max(...side(([x, , r = 30]) => x + r))];
    const [top, bottom] = [Math.min(...side(([, y, r = 30]) => y - r)), Math.max(...side(([, y, r = 30]) => y + r))];
    const { width, height } = this.size;
    const aside = covered();
    const labels = points ? Math.min(220, width / 3) : 24; // pixels for what stands beside the outermost nodes
    const scale = Math.min((width - aside.right - labels) / (right - left), (height - aside.bottom - 32) / (bottom - top), 2);
    this.move({ x: (left + right) / 2, y: (top + bottom) / 2 }, Math.max(scale, 0.005), isAnimated);
  }

  home(isAnimated = false) {
    this.fit(null, isAnimated);
  }

  /** Where a node is drawn, or would be. */
  pointOf(node) {
    return this.places.has(node) ? pointOf(this.places.get(node)) : at(this.graph, node);
  }

  /** Fly to a node, near enough to see its surroundings. */
  flyTo(node, nearest = 1.2) {
    const { x, y } = this.pointOf(node);
    if (x !== undefined) this.move({ x, y }, Math.max(this.scale, nearest));
  }

  /** Move the picture aside if a node is behind the details, unless it is no longer the selected one. */
  reveal(node) {
    if (this.state.selected !== node || !this.places.has(node)) return;
    const { right, bottom } = covered();
    const [x, y] = this.toScreen(this.places.get(node));
    const { width, height } = this.size;
    if (x > width - right - 20 || y > height - bottom - 20) this.flyTo(node, 0);
  }

  /** Look from so near that the tools and terms of a node are shown. */
  open(node) {
    this.flyTo(node, 5);
  }

  // ---- what is drawn -----------------------------------------------------------------------------------------

  /** Draw what the state and the camera ask for; only what changed is told to the network. */
  sync() {
    const { places, groups } = shownNow(this.state, this.camera());
    this.#syncNodes(places, groups);
    this.lines = linesBetween(this.state, places);
    this.#light();
    this.network.redraw();
  }

  #syncNodes(places, groups) {
    const wanted = new Map();
    for (const [node, [x, y]] of places) wanted.set(node, { id: node, x, y, shape: "custom", ctxRenderer: this.renderNode });
    for (const group of groups) {
      const { x, y } = this.graph.groups[group];
      wanted.set(`group ${group}`, { id: `group ${group}`, x, y, shape: "custom", ctxRenderer: this.renderGroup });
    }
    replaceIn(this.nodes, wanted, (one, other) => one.x === other.x && one.y === other.y);
    this.places = places;
    this.groups = groups;
    this.order = [...places.keys()].sort((one, other) => this.#weight(other) - this.#weight(one) || one - other);
  }

  #weight(node) {
    return this.graph.isConcept(node) ? 0 : this.graph.degree[node] + (this.graph.kindOf(node).shape === "hollow" ? 0.1 : 1);
  }

  /** Decide which nodes and lines stand out. */
  #light() {
    const { state, graph } = this;
    const path = pathOf(state);
    const marked = new Set();
    this.lit = null;
    const center = this.hovered !== NOTHING ? this.hovered : state.selected;
    if (this.hovered === NOTHING && path?.nodes) {
      this.lit = new Set(path.nodes);
      for (const links of path.steps) for (const link of links) marked.add(link);
    } else if (center !== NOTHING && this.places.has(center)) {
      this.lit = new Set([center]);
      for (const line of this.lines.values()) {
        if (line.from !== center && line.to !== center) continue;
        this.lit.add(line.from === center ? line.to : line.from);
        for (const link of line.links) marked.add(link);
      }
      if (state.steps > 1 && this.hovered === NOTHING) this.lit = new Set(this.places.keys());
    } else if (state.link !== NOTHING) {
      this.lit = new Set([graph.source[state.link], graph.target[state.link]]);
      marked.add(state.link);
    }
    const strong = [...this.lines.values()].filter((line) => line.links.some((link) => marked.has(link)));
    this.marked = new Set(strong.map(({ id }) => id));
  }

  radius(node) {
    const scale = Math.max(this.scale, 0.05);
    if (this.graph.isConcept(node)) return (3.2 + Math.sqrt(this.graph.degree[node])) * scale ** -0.8;
    const isHollow = this.graph.kindOf(node).shape === "hollow";
    const size = isHollow ? 3.2 : 4.5 + 1.7 * Math.sqrt(Math.min(this.graph.degree[node], 64));
    return size * Math.min(scale ** -0.55, 1.7);
  }

  renderNode = ({ ctx, id, x, y }) => {
    const radius = this.radius(id);
    return {
      drawNode: () => this.#drawNode(ctx, id, x, y, radius),
      nodeDimensions: { width: radius * 2, height: radius * 2 },
    };
  };

  renderGroup = ({ ctx, id, x, y }) => {
    const group = this.graph.groups[Number(id.split(" ")[1])];
    const radius = group.radius * 0.85;
    const drawNode = () => {
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.fillStyle = this.paints.disc;
      ctx.fill();
      ctx.lineWidth = 1.2 / this.scale;
      ctx.strokeStyle = this.fillOf(group.members[0]);
      ctx.stroke();
    };
    return { drawNode, nodeDimensions: { width: radius * 2, height: radius * 2 } };
  };

  fillOf(node) {
    if (this.graph.isConcept(node)) return this.paints.concept;
    const category = this.graph.categories[this.graph.category[node]];
    return this.paints.hues[category?.hue] ?? this.paints.grey;
  }

  #drawNode(context, node, x, y, radius) {
    const { paints, graph, state } = this;
    const { shape } = graph.kindOf(node);
    const fill = this.fillOf(node);
    context.globalAlpha = this.lit && !this.lit.has(node) ? 0.22 : 1;
    context.beginPath();
    traceShape(context, shape, x, y, radius);
    context.fillStyle = shape === "hollow" ? paints.background : fill;
    context.fill();
    context.lineWidth = (node === state.selected ? 3 : 1) / this.scale;
    context.strokeStyle = node === state.selected ? paints.strong : shape === "hollow" ? paints.quiet : paints.background;
    context.stroke();
    this.#drawMark(context, graph.categories[graph.category[node]]?.mark, x, y, radius);
  }

  #drawMark(context, mark, x, y, radius) {
    if (!mark || mark === "plain") return;
    context.beginPath();
    context.arc(x, y, radius * (mark === "dot" ? 0.36 : 0.58), 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle = this.paints.background;
    context.lineWidth = radius * 0.18;
    context[mark === "dot" ? "fill" : "stroke"]();
  }

  #drawBelow(context) {
    this.#inPixels(context, () => {
      this.#drawDiscs(context);
      if (this.groups.size && !this.isMoving) drawTies(context, this);
      drawLines(context, this);
    });
  }

  #drawAbove(context) {
    this.#inPixels(context, () => {
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.lineJoin = "round";
      this.labels = this.#placeLabels(context);
      for (const label of this.labels) this.#drawLabel(context, label);
    });
  }

  /** Draw with pixels of the screen as units, instead of those of the picture. */
  #inPixels(context, draw) {
    const ratio = context.canvas.width / context.canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw();
    context.restore();
  }

  #drawDiscs(context) {
    if (this.groups.size || this.state.steps || this.graph.groups.length < 2) return;
    context.fillStyle = this.paints.disc;
    context.beginPath();
    for (const group of this.graph.groups) {
      const [x, y] = this.toScreen([group.x, group.y]);
      const radius = group.radius * this.scale;
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }

  // ---- labels ------------------------------------------------------------------------------------------------

  #drawLabel(context, { text, x, y, font, color }) {
    context.font = font;
    if (!this.isMoving) {
      context.lineWidth = 3;
      context.strokeStyle = this.paints.background;
      context.strokeText(text, x, y);
    }
    context.fillStyle = color;
    context.fillText(text, x, y);
  }

  #placeLabels(context) {
    const { width, height } = this.size;
    const camera = this.camera();
    const { right, bottom } = covered();
    const placer = new LabelPlacer(context, width - right, height - bottom);
    const screen = ([x, y]) => [(x - camera.left) * camera.scale, (y - camera.top) * camera.scale];
    const first = [this.state.selected, this.hovered, ...(this.lit ? this.order.filter((node) => this.lit.has(node)) : [])];
    for (const node of new Set(first)) if (this.places.has(node)) placer.place(this.#labelOf(node, screen));
    for (const group of this.#namedGroups()) placer.place(this.#groupLabel(group, screen, camera));
    if (this.lit) return placer.placed;
    for (const node of this.order) {
      if (placer.placed.length >= MOST_LABELS) break;
      const [x, y] = this.places.get(node);
      if (isInSight({ x, y }, camera, 0)) placer.place(this.#labelOf(node, screen));
    }
    return placer.placed;
  }

  #labelOf(node, screen) {
    const isConcept = this.graph.isConcept(node);
    const size = isConcept ? 11 : Math.min(15, 11 + Math.sqrt(this.graph.degree[node]) / 2.4);
    const font = fontOf(Math.round(size * 2) / 2, node === this.state.selected ? 700 : 400);
    const text = shortened(this.graph.label[node]);
    return {
      node,
      text,
      font,
      size,
      width: this.measure.width(text, font),
      at: screen(this.places.get(node)),
      radius: this.radius(node) * this.scale,
      sides: isConcept ? this.#outward(node) : this.state.steps ? this.#outward(node, this.state.selected) : ["below", "right", "left", "above"],
      color: isConcept || this.graph.kindOf(node).shape === "hollow" ? this.paints.quiet : this.paints.ink,
    };
  }

  /** The sides of a node that look away from the one around which it stands. */
  #outward(node, center = this.#nearestUser(node)) {
    if (node === center || !this.places.has(center)) return ["below", "right", "left", "above"];
    const [[x, y], [cx, cy]] = [this.places.get(node), this.places.get(center)];
    const aside = x >= cx ? "right" : "left";
    return Math.abs(x - cx) * 3 > Math.abs(y - cy) ? [aside, "below", "above"] : [y > cy ? "below" : "above", aside];
  }

  #nearestUser(concept) {
    const [x, y] = this.places.get(concept);
    let [best, least] = [NOTHING, Infinity];
    for (const link of this.graph.incidence.of(concept)) {
      const user = this.graph.other(link, concept);
      if (!this.places.has(user)) continue;
      const distance = Math.hypot(this.places.get(user)[0] - x, this.places.get(user)[1] - y);
      if (distance < least) [best, least] = [user, distance];
    }
    return best;
  }

  *#namedGroups() {
    if (this.state.steps || this.lit || this.graph.groups.length < 2) return;
    if (this.graph.practices > MANY) for (const group of this.groups) yield group;
    else if (this.scale < 1.4) for (const group of this.graph.groups.keys()) yield group;
  }

  #groupLabel(number, screen, { scale }) {
    const group = this.graph.groups[number];
    const isWhole = this.groups.has(number);
    const [size, weight] = isWhole ? [11, 400] : [12, 600];
    const font = fontOf(size, weight);
    const [name] = group.name.split(" · ");
    const text = shortened(isWhole ? `${name} (${group.members.length})` : name);
    return {
      group: number,
      text,
      font,
      size,
      width: this.measure.width(text, font),
      at: screen([group.x, group.y]),
      radius: group.radius * scale,
      sides: isWhole ? ["middle", "below", "above"] : ["above", "below"],
      color: isWhole ? this.paints.ink : this.paints.quiet,
    };
  }

  // ---- pointer -----------------------------------------------------------------------------------------------

  /** Take on the colors of the style sheet again: light became dark, or dark light. */
  repaint() {
    this.paints = paints(this.graph);
    this.network.redraw();
  }

  #listen() {
    const { network } = this;
    const rest = settled(160, () => {
      this.isMoving = false;
      this.sync();
    });
    const moving = () => {
      this.isMoving = true;
      this.#hover(NOTHING);
      rest();
    };
    network.on("dragging", moving);
    network.on("zoom", () => {
      if (this.scale > FURTHEST) network.moveTo({ scale: FURTHEST });
      moving();
    });
    network.on("animationFinished", () => this.#arrive());
    network.on("resize", () => rest());
    network.on("hoverNode", ({ node }) => this.#hover(typeof node === "number" ? node : NOTHING));
    network.on("blurNode", () => this.#hover(NOTHING));
    this.container.addEventListener("pointerleave", () => this.#hover(NOTHING));
    network.on("click", ({ pointer }) => this.#click(pointer.DOM));
    network.on("doubleClick", ({ pointer }) => this.#openAt(pointer.DOM));
  }

  #hover(node) {
    if (node === this.hovered) return;
    this.hovered = node;
    const tip = $("tip");
    tip.hidden = node === NOTHING;
    if (node !== NOTHING) {
      const [x, y] = this.toScreen(this.places.get(node));
      const said = [this.graph.kindOf(node).label, this.graph.categoryOf(node)].filter(Boolean).join(", ");
      tip.textContent = `${this.graph.label[node]} · ${said}`;
      tip.style.left = `${Math.round(Math.min(x + 12, this.size.width - 200))}px`;
      tip.style.top = `${Math.round(y + 14)}px`;
    }
    this.container.style.cursor = node === NOTHING ? "" : "pointer";
    this.#light();
    this.network.redraw();
  }

  #click(point) {
    const id = this.network.getNodeAt(point);
    if (typeof id === "number") return this.state.select(id);
    if (id !== undefined) return this.state.change({ selected: NOTHING, link: NOTHING, group: Number(id.split(" ")[1]), steps: 0 });
    const line = lineAt(this, point);
    if (line && !this.state.path) return this.state.change({ selected: NOTHING, group: NOTHING, link: line.links[0], steps: 0 });
    if (this.state.selected !== NOTHING && !this.state.steps) this.state.select(NOTHING);
    else if (this.state.link !== NOTHING || this.state.group !== NOTHING) this.state.change({ link: NOTHING, group: NOTHING });
  }

  #openAt(point) {
    const id = this.network.getNodeAt(point);
    if (typeof id === "number") this.open(id);
    else if (id !== undefined) this.openGroup(Number(id.split(" ")[1]));
  }

  /** Look from so near that a group shows its members. */
  openGroup(number) {
    const { x, y, radius } = this.graph.groups[number];
    this.move({ x, y }, (OPEN_FROM * 1.25) / radius);
  }

  /** The node nearest to another in a direction, for the arrow keys. */
  nodeTowards(from, [right, down]) {
    const { left, right: far, top, bottom } = this.camera();
    const [x, y] = this.places.get(from) ?? [(left + far) / 2, (top + bottom) / 2];
    let best = NOTHING;
    let least = Infinity;
    for (const [node, [nx, ny]] of this.places) {
      const [dx, dy] = [nx - x, ny - y];
      const along = dx * right + dy * down;
      const aside = Math.abs(dx * down) + Math.abs(dy * right);
      if (node === from || along <= 0 || aside > along * 1.2) continue;
      const length = along + 2 * aside;
      if (length < least) [best, least] = [node, length];
    }
    return best;
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
