// What the pointer does to the picture: a look, a click, a double click.

const AT_REST_AFTER = 160; // milliseconds

function listenToPointer(picture) {
  const { network } = picture;
  const rest = settled(AT_REST_AFTER, () => {
    picture.isMoving = false;
    picture.sync();
  });
  const moving = () => {
    picture.isMoving = true;
    picture.isHome = false;
    hover(picture, NOTHING);
    rest();
  };
  network.on("dragging", moving);
  network.on("zoom", () => {
    if (picture.scale !== picture.bounded(picture.scale)) network.moveTo({ scale: picture.bounded(picture.scale) });
    moving();
  });
  picture.container.addEventListener("wheel", (event) => isAtEnd(picture, event) && letGo(event), { capture: true, passive: false });
  network.on("animationFinished", () => picture.arrive());
  network.on("resize", () => setTimeout(() => fitAgain(picture))); // once vis-network has found its own new scale
  network.on("hoverNode", ({ node }) => hover(picture, typeof node === "number" ? node : NOTHING));
  network.on("blurNode", () => hover(picture, NOTHING));
  picture.container.addEventListener("pointerleave", () => hover(picture, NOTHING));
  network.on("click", ({ pointer }) => choose(picture, pointer.DOM));
  network.on("doubleClick", () => openChosen(picture)); // of fingers
  picture.container.addEventListener("dblclick", () => openChosen(picture));
}

/** After a change of size: show everything again, if that is what was shown. */
function fitAgain(picture) {
  if (picture.isHome && picture.isVisible) picture.home();
  else picture.sync();
}

/** Whether a turn of the wheel would zoom further than the picture goes. */
const isAtEnd = ({ scale, least }, { deltaY }) => (deltaY < 0 ? scale >= FURTHEST : scale <= least);

function letGo(event) {
  event.preventDefault();
  event.stopPropagation();
}

/** Light up a node and its neighbors, and say what it is. */
function hover(picture, node) {
  if (node === picture.hovered || (picture.isMoving && node !== NOTHING)) return;
  picture.hovered = node;
  picture.container.style.cursor = node === NOTHING ? "" : "pointer";
  showTip(picture, node);
  picture.light();
  picture.network.redraw();
}

function showTip({ graph, places, size, toScreen }, node) {
  const tip = $("tip");
  tip.hidden = node === NOTHING;
  if (node === NOTHING) return;
  const said = [graph.kindOf(node).label, graph.categoryOf(node)].filter(Boolean).join(", ");
  tip.textContent = `${graph.label[node]} · ${said}`;
  const [x, y] = toScreen(places.get(node));
  tip.style.left = `${Math.round(Math.min(x + 12, size.width - 200))}px`;
  tip.style.top = `${Math.round(y + 14)}px`;
}

/** Select the node or the group at a point, or show the note of the line there, or let go of what is selected. */
function choose(picture, point) {
  const { state } = picture;
  const id = picture.network.getNodeAt(point);
  if (typeof id === "number") return state.select(id);
  const nothing = { selected: NOTHING, link: NOTHING, group: NOTHING, steps: 0 };
  if (id !== undefined) return state.change({ ...nothing, group: groupNumber(id) });
  const line = state.path ? undefined : lineAt(picture, point);
  if (line) state.change({ ...nothing, link: line.links[0] });
  else if (!state.steps && [state.selected, state.link, state.group].some((one) => one !== NOTHING)) state.change(nothing);
}

/** Open what the first click of two has chosen. */
function openChosen(picture) {
  const { selected, group } = picture.state;
  if (selected !== NOTHING) picture.open(selected);
  else if (group !== NOTHING) picture.openGroup(group);
}
