// Lines: thin and pale until a node is in focus, always as wide on the screen, whatever the zoom.

const BESIDE = 4; // pixels between two lines that join the same nodes
const DETAILED_FROM = 0.9; // scale from which on dashes and arrows can be seen
const ARROW = { length: 8, half: 3.2 };
const FADED_LINE = 0.45; // how much is left of a line that does not stand out
const CROWDED = 120; // lines from which on those that stand out are thin
const NEAR_A_LINE = 5; // pixels

/**
 * The lines of the picture as they are on the screen: [{line, x1, y1, x2, y2, radius}], those out of sight left out.
 * `radius` is that of the node that the line leads to.
 */
function linesOnScreen(picture) {
  const { places } = picture;
  const { width, height } = picture.size;
  const camera = picture.camera();
  const found = [];
  for (const line of picture.lines.values()) {
    const [fx, fy] = places.get(line.from);
    const [tx, ty] = places.get(line.to);
    let [x1, y1] = [(fx - camera.left) * camera.scale, (fy - camera.top) * camera.scale];
    let [x2, y2] = [(tx - camera.left) * camera.scale, (ty - camera.top) * camera.scale];
    if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > width || Math.max(y1, y2) < 0 || Math.min(y1, y2) > height) continue;
    if (line.beside) {
      const length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const [dx, dy] = [((y1 - y2) / length) * line.beside * BESIDE, ((x2 - x1) / length) * line.beside * BESIDE];
      [x1, y1, x2, y2] = [x1 + dx, y1 + dy, x2 + dx, y2 + dy];
    }
    found.push({ line, x1, y1, x2, y2, radius: radiusOf(picture, line.to) * camera.scale });
  }
  return found;
}

/** Draw lines in pixels: first those that are pale, then those that stand out. */
function drawLines(context, picture) {
  const { marked, paints, graph, lit } = picture;
  const shown = linesOnScreen(picture);
  const hasDetails = picture.scale > DETAILED_FROM;
  if (!picture.isMoving) {
    context.globalAlpha = lit ? FADED_LINE : 1;
    const pale = shown.filter(({ line }) => !marked.has(line.id));
    strokeLines(context, pale, graph, { color: paints.line, width: hasDetails ? 1 : 0.6, hasDetails });
    context.globalAlpha = 1;
  }
  drawStrongLines(context, picture, shown);
}

/** Draw the lines that stand out; a hundred of them are thinner than a few. */
function drawStrongLines(context, picture, shown = linesOnScreen(picture)) {
  const { marked, paints, graph } = picture;
  const strong = shown.filter(({ line }) => marked.has(line.id));
  const isUse = ({ line }) => line.links[0] >= graph.authored;
  const width = strong.length > CROWDED ? 0.7 : 1.6;
  strokeLines(context, strong.filter(isUse), graph, { color: paints.quiet, width: 0.8, hasDetails: true });
  strokeLines(context, strong.filter((one) => !isUse(one)), graph, { color: paints.strong, width, hasDetails: true });
}

/** Stroke lines of one color, all of one type at once. */
function strokeLines(context, shown, graph, { color, width, hasDetails }) {
  const types = new Map();
  for (const one of shown) {
    const key = hasDetails ? one.line.type : 0;
    if (!types.has(key)) types.set(key, []);
    types.get(key).push(one);
  }
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = width;
  for (const [type, lines] of types) {
    context.setLineDash((hasDetails && DASHES[graph.types[type].line]) || []);
    context.beginPath();
    for (const { x1, y1, x2, y2 } of lines) {
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
    }
    context.stroke();
  }
  context.setLineDash([]);
  if (!hasDetails) return;
  context.beginPath();
  for (const one of shown) if (hasArrow(graph, one.line)) traceArrow(context, one);
  context.fill();
}

const hasArrow = (graph, line) => graph.types[line.type].arrow;

/** The corners of the arrow at the end of a line. */
function arrowCorners({ x1, y1, x2, y2, radius }) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = (back, aside) => [x2 - (radius + back) * cos - aside * sin, y2 - (radius + back) * sin + aside * cos];
  return [corner(1, 0), corner(1 + ARROW.length, ARROW.half), corner(1 + ARROW.length, -ARROW.half)];
}

function traceArrow(context, one) {
  arrowCorners(one).forEach(([x, y], corner) => context[corner ? "lineTo" : "moveTo"](x, y));
  context.closePath();
}

const tieWidth = (count) => Math.min(8, 0.6 + Math.sqrt(count) / 4);

/** Draw the ties between groups that are drawn as a whole. */
function drawTies(context, picture) {
  const { graph, groups, paints } = picture;
  context.strokeStyle = paints.line;
  for (const { from, to, count } of tiesBetween(graph, groups)) {
    const ends = [from, to].map((group) => picture.toScreen([graph.groups[group].x, graph.groups[group].y]));
    context.lineWidth = tieWidth(count);
    context.beginPath();
    context.moveTo(...ends[0]);
    context.lineTo(...ends[1]);
    context.stroke();
  }
}

/** The line at a point of the screen, or undefined. */
function lineAt(picture, { x, y }) {
  let best;
  let least = NEAR_A_LINE;
  for (const one of linesOnScreen(picture)) {
    const distance = distanceToLine(one, x, y);
    if (distance < least) [best, least] = [one.line, distance];
  }
  return best;
}

function distanceToLine({ x1, y1, x2, y2 }, x, y) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
