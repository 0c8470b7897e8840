// How nodes are drawn: shape by kind, color and mark by category, size by degree.

const WHOLE = 0.85; // part of its disc that a group fills when it is drawn as a whole
const FADED = 0.22; // how much is left of a node that does not stand out

/** How large a node is, in units of the picture: it grows with the zoom, but less than the distances do. */
function radiusOf({ graph, scale }, node) {
  const zoom = Math.max(scale, 0.05);
  if (graph.isConcept(node)) return (3.2 + Math.sqrt(graph.degree[node])) * zoom ** -0.8;
  const size = isHollow(graph, node) ? 3.2 : 4.5 + 1.7 * Math.sqrt(Math.min(graph.degree[node], 64));
  return size * Math.min(zoom ** -0.55, 1.7);
}

const isHollow = (graph, node) => graph.kindOf(node).shape === "hollow";

function fillOf({ graph, paints }, node) {
  if (graph.isConcept(node)) return paints.concept;
  const category = graph.categories[graph.category[node]];
  return paints.hues[category?.hue] ?? paints.grey;
}

/** What vis-network calls to draw a node, as it wants it: see `ctxRenderer` in its documentation. */
const nodeRenderer = (picture) => ({ ctx, id, x, y }) => {
  const radius = radiusOf(picture, id);
  return { drawNode: () => drawNode(ctx, picture, id, radius, x, y), nodeDimensions: { width: radius * 2, height: radius * 2 } };
};

/** The same for a group that is drawn as a whole; its id is "group" and its number. */
const groupRenderer = (picture) => ({ ctx, id, x, y }) => {
  const group = picture.graph.groups[groupNumber(id)];
  const radius = group.radius * WHOLE;
  const color = rimOf(picture, groupNumber(id));
  return { drawNode: () => drawGroup(ctx, picture, color, radius, x, y), nodeDimensions: { width: radius * 2, height: radius * 2 } };
};

/** The color of the category that most members of a group have. */
const rimOf = ({ graph, paints }, number) => paints.hues[graph.categories[graph.groups[number].category]?.hue] ?? paints.grey;

const groupNumber = (id) => Number(id.split(" ")[1]);

function drawNode(context, picture, node, radius, x, y) {
  const { paints, graph, state, lit } = picture;
  const isSelected = node === state.selected;
  context.globalAlpha = lit && !lit.has(node) ? FADED : 1;
  context.beginPath();
  traceShape(context, graph.kindOf(node).shape, x, y, radius);
  context.fillStyle = isHollow(graph, node) ? paints.background : fillOf(picture, node);
  context.fill();
  context.lineWidth = (isSelected ? 3 : 1) / picture.scale;
  context.strokeStyle = isSelected ? paints.strong : isHollow(graph, node) ? paints.quiet : paints.background;
  context.stroke();
  drawMark(context, paints, graph.categories[graph.category[node]]?.mark, radius, x, y);
}

function drawMark(context, paints, mark, radius, x, y) {
  if (!mark || mark === "plain") return;
  context.beginPath();
  context.arc(x, y, radius * (mark === "dot" ? 0.36 : 0.58), 0, 2 * Math.PI);
  context.fillStyle = context.strokeStyle = paints.background;
  context.lineWidth = radius * 0.18;
  context[mark === "dot" ? "fill" : "stroke"]();
}

function drawGroup(context, { paints, scale, lit }, color, radius, x, y) {
  context.globalAlpha = lit ? 0.3 : 1;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = paints.disc;
  context.fill();
  context.lineWidth = 1.2 / scale;
  context.strokeStyle = color;
  context.stroke();
}
