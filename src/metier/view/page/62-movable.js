// Where one looks from: everything that moves the view of the picture, and nothing that draws.

const FURTHEST = 8; // the largest scale
const ZOOM_STEP = 1.35;

/** A picture that can be moved and zoomed; who extends it says where the nodes are (`places`) and draws (`sync`). */
class Movable {
  constructor(container, graph) {
    Object.assign(this, { container, graph });
    this.places = new Map(); // where each node is that is drawn
    this.isMoving = false;
  }

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

  /** Where a place of the picture is on the screen, in pixels. */
  toScreen = ([x, y]) => {
    const { left, top, scale } = this.camera();
    return [(x - left) * scale, (y - top) * scale];
  };

  move(position, scale, isAnimated = true) {
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
