// What is labelled, how, and on which side.

const WIDEST_NAMED = 0.6; // of the shorter side of the picture: a group that is wider has no name in it

const ANY_SIDE = ["below", "right", "left", "above", "below right", "below left", "above right", "above left"];

const ROOM_OF_LABEL = 11000; // square pixels of the picture for each label, at least

class Labelling {
  constructor(picture) {
    Object.assign(this, { picture, graph: picture.graph, measure: new Measure() });
  }

  /** Return the labels for what is in sight, with their places in pixels: what stands out first, then the most linked. */
  place() {
    const { picture } = this;
    const { state, hovered, lit, order, places } = picture;
    const camera = picture.camera();
    const { right, bottom } = covered();
    const placer = new LabelPlacer(picture.size.width - right, picture.size.height - bottom, this.#discs(camera));
    const most = Math.min(MOST_LABELS, (picture.size.width * picture.size.height) / ROOM_OF_LABEL);
    const first = [state.selected, hovered, ...(lit ? order.filter((node) => lit.has(node)) : [])];
    for (const node of new Set(first)) if (places.has(node)) placer.place(this.#ofNode(node));
    for (const group of this.#namedGroups()) placer.place(this.#ofGroup(group));
    for (const node of lit ? [] : order) {
      if (placer.placed.length >= most) break;
      if (isInSight(pointOf(places.get(node)), camera, 0)) placer.place(this.#ofNode(node));
    }
    return placer.placed;
  }

  /** The nodes in sight, which labels leave to be seen; where some stand out, those alone. */
  #discs(camera) {
    const { picture } = this;
    const discs = new Discs();
    for (const [node, place] of picture.places) {
      if (picture.lit && !picture.lit.has(node)) continue;
      if (isInSight(pointOf(place), camera, 0)) discs.add(picture.toScreen(place), radiusOf(picture, node) * picture.scale);
    }
    return discs;
  }

  #ofNode(node) {
    const { picture, graph } = this;
    const { state, paints } = picture;
    const isConcept = graph.isConcept(node);
    const size = isConcept ? 11 : Math.round(Math.min(15, 11 + Math.sqrt(graph.degree[node]) / 2.4) * 2) / 2;
    return {
      node,
      ...this.#written(graph.label[node], size, node === state.selected ? 700 : 400),
      at: picture.toScreen(picture.places.get(node)),
      radius: radiusOf(picture, node) * picture.scale,
      sides: this.#sides(node),
      color: isConcept || isHollow(graph, node) ? paints.quiet : paints.ink,
    };
  }

  /** A text with its font and its width in pixels. */
  #written(text, size, weight) {
    const font = fontOf(size, weight);
    const shown = shortened(text);
    return { text: shown, font, size, weight, width: this.measure.width(shown, font) };
  }

  #sides(node) {
    if (this.graph.isConcept(node)) return this.#outward(node, this.#nearestUser(node));
    return this.picture.state.steps ? this.#outward(node, this.picture.state.selected) : ANY_SIDE;
  }

  /** The sides of a node that look away from the one around which it stands. */
  #outward(node, center) {
    const { places } = this.picture;
    if (node === center || !places.has(center)) return ANY_SIDE;
    const [[x, y], [cx, cy]] = [places.get(node), places.get(center)];
    const aside = x >= cx ? "right" : "left";
    return Math.abs(x - cx) * 3 > Math.abs(y - cy) ? [aside, "below", "above"] : [y > cy ? "below" : "above", aside];
  }

  #nearestUser(concept) {
    const { places } = this.picture;
    const [x, y] = places.get(concept);
    let [best, least] = [NOTHING, Infinity];
    for (const link of this.graph.incidence.of(concept)) {
      const user = this.graph.other(link, concept);
      if (!places.has(user)) continue;
      const distance = Math.hypot(places.get(user)[0] - x, places.get(user)[1] - y);
      if (distance < least) [best, least] = [user, distance];
    }
    return best;
  }

  #namedGroups() {
    const { state, lit, groups, scale, size } = this.picture;
    if (state.steps || lit || this.graph.groups.length < 2) return [];
    if (this.graph.practices > MANY) return groups;
    const most = (WIDEST_NAMED * Math.min(size.width, size.height)) / 2;
    return [...this.graph.groups.keys()].filter((number) => this.graph.groups[number].radius * scale <= most);
  }

  #ofGroup(number) {
    const { picture } = this;
    const group = this.graph.groups[number];
    const isWhole = picture.groups.has(number);
    const [name] = group.name.split(" · ");
    return {
      group: number,
      ...this.#written(isWhole ? `${name} (${group.members.length})` : name, isWhole ? 11 : 12, isWhole ? 400 : 600),
      at: picture.toScreen([group.x, group.y]),
      radius: group.radius * picture.scale,
      sides: isWhole ? ["middle", "below", "above"] : ["top", "bottom", "middle"],
      color: isWhole ? picture.paints.ink : picture.paints.quiet,
    };
  }
}

/** Draw placed labels; with a rim around them, unless the picture is moving. */
function drawLabels(context, { labels, paints, isMoving }) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = paints.background;
  for (const { text, x, y, font, color } of labels) {
    context.font = font;
    if (!isMoving) context.strokeText(text, x, y);
    context.fillStyle = color;
    context.fillText(text, x, y);
  }
}
