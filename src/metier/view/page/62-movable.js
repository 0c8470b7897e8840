// Where one looks from: everything that moves the view of the picture, and nothing that draws.

const FURTHEST = 8; // the largest scale
const AWAY = 0.4; // the smallest one, as a part of that which shows everything
const ZOOM_STEP = 1.35;

/** A picture that can be moved and zoomed; who extends it says where the nodes are (`places`) and draws (`sync`). */
class Movable {
  constructor(container, graph) {
    Object.assign(this, { container, graph });
    this.measure();
    this.places = new Map(); // where each node is that is drawn
    this.isMoving = false;
    this.isHome = true; // whether everything is shown, and nobody has moved the picture since
    this.least = 0; // the smallest scale
    this.moves = 0; // how often it was moved by the page
  }

  /** Take the size of the picture in pixels: it is asked for often, and asking the browser takes a while. */
  measure() {
    this.size = { width: this.container.clientWidth, height: this.container.clientHeight };
  }

  /** Whether there is room to draw in: there is none while the list is shown. */
  get isVisible() {
    this.measure();
    return this.size.width > 0 && this.size.height > 0;
  }

  get scale() {
    return this.network.getScale();
  }

  /** What is in sight, in units of the picture. */
  camera() {
    const { x, y } = this.network.getViewPosition();
    const { width, height } = this.size;
    const [right, down] = [width / 2 / this.scale, height / 2 / this.scale];
    return { scale: this.scale, left: x - right, right: x + right, top: y - down, bottom: y + down };
  }

  /** Where a place of the picture is on the screen, in pixels. */
  toScreen = ([x, y]) => {
    const { left, top, scale } = this.camera();
    return [(x - left) * scale, (y - top) * scale];
  };

  /** Move to a place; where that can't be seen, it is for `frame` to do once it can. */
  move(position, scale, isAnimated = true) {
    this.isHome = false;
    this.moves += 1;
    if (!this.isVisible) return;
    const calm = !isAnimated || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { right, bottom } = covered();
    this.aim = { position, scale, offset: { x: -right / 2, y: -bottom / 2 } };
    if (calm) this.arrive();
    else this.network.moveTo({ ...this.aim, animation: { duration: 450, easingFunction: "easeInOutQuad" } });
  }

  /** Be exactly where a movement led to: vis-network stops a little before or behind it. */
  arrive() {
    this.network.moveTo({ ...this.aim, animation: false });
    this.sync();
  }

  zoom(factor) {
    this.isHome = false;
    this.network.moveTo({ scale: this.bounded(this.scale * factor), animation: false });
    this.sync();
  }

  bounded(scale) {
    return Math.min(FURTHEST, Math.max(this.least, scale));
  }

  pan(right, down) {
    this.isHome = false;
    const { x, y } = this.network.getViewPosition();
    this.network.moveTo({ position: { x: x + right / this.scale, y: y + down / this.scale }, animation: false });
    this.sync();
  }

  /** Bring places into sight: [[x, y, radius], …], with room for the labels beside the outermost. */
  fit(places, isAnimated = true) {
    if (!places.length) return;
    const { position, scale } = this.#framing(places, Math.min(220, this.size.width / 3));
    this.move(position, this.bounded(scale), isAnimated);
  }

  /** Show everything. */
  home(isAnimated = false) {
    const { position, scale } = this.#framing(this.graph.groups.map(({ x, y, radius }) => [x, y, radius]), 24);
    this.least = scale * AWAY;
    this.move(position, scale, isAnimated);
    this.isHome = true;
  }

  /** Where to look from, so that places are in sight beside the details, with a margin in pixels. */
  #framing(places, margin) {
    this.measure();
    const lowest = (axis) => Math.min(...places.map((place) => place[axis] - (place[2] ?? 30)));
    const highest = (axis) => Math.max(...places.map((place) => place[axis] + (place[2] ?? 30)));
    const [left, right, top, bottom] = [lowest(0), highest(0), lowest(1), highest(1)];
    const { width, height } = this.size;
    const aside = covered();
    const across = Math.max(60, width - aside.right - margin) / (right - left);
    const down = Math.max(60, height - aside.bottom - 32) / (bottom - top);
    return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.min(across, down, 2) };
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
