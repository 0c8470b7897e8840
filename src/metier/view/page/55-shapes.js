// The shapes of kinds, the same on the canvas, in the legend and in a saved SVG. All fit into a circle of radius 1.

const regular = (count, turn = -0.25) =>
  Array.from({ length: count }, (_, corner) => {
    const angle = 2 * Math.PI * (corner / count + turn);
    return [Math.cos(angle), Math.sin(angle)];
  });
const scaled = (points, size) => points.map(([x, y]) => [x * size, y * size]);
const star = (count, inner) =>
  regular(count * 2).map(([x, y], corner) => (corner % 2 ? [x * inner, y * inner] : [x, y]));

function crossOf(arm) {
  const corner = [[arm, -1], [arm, -arm], [1, -arm]];
  const quarter = ([x, y]) => [-y, x];
  const turns = [corner];
  for (let turn = 0; turn < 3; turn += 1) turns.push(turns.at(-1).map(quarter));
  return turns.flat();
}

const SHAPES = {
  square: scaled(regular(4, -0.125), 1.12),
  triangle: scaled(regular(3), 1.15),
  diamond: scaled(regular(4), 1.15),
  hexagon: scaled(regular(6, 0), 1.05),
  pentagon: scaled(regular(5), 1.08),
  octagon: regular(8, 0.0625),
  kite: [[0, -1.1], [0.6, -0.1], [0, 1.1], [-0.6, -0.1]],
  cross: scaled(crossOf(0.36), 1.05),
  star: scaled(star(5, 0.45), 1.2),
};

/** Add a shape to the path of a canvas. */
function traceShape(context, shape, x, y, radius) {
  const points = SHAPES[shape];
  if (!points) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  points.forEach(([px, py], corner) => context[corner ? "lineTo" : "moveTo"](x + px * radius, y + py * radius));
  context.closePath();
}

/** The same as an SVG element. */
function shapeElement(shape, x, y, radius, attributes = {}) {
  const points = SHAPES[shape];
  if (!points) return svg("circle", { cx: x, cy: y, r: radius, ...attributes });
  const corners = points.map(([px, py]) => `${(x + px * radius).toFixed(1)},${(y + py * radius).toFixed(1)}`);
  return svg("polygon", { points: corners.join(" "), ...attributes });
}

const DASHES = {
  solid: null,
  dashed: [6, 4],
  dotted: [1.5, 3],
  "dash-dot": [8, 3, 2, 3],
  "double-dash": [4, 2, 4, 6],
  "long-dash": [12, 4],
  fine: [1, 1.5],
  "wide-dots": [1.5, 6],
  "triple-dash": [3, 1.5, 3, 1.5, 3, 5],
  "long-gaps": [5, 8],
};

/** Colors of the picture in light or dark, from the style sheet. */
function paints(graph) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  const isDark = color("scheme") === "dark";
  return {
    isDark,
    background: color("background"),
    ink: color("ink"),
    quiet: color("quiet"),
    line: color("line"),
    strong: color("strong"),
    disc: color("disc"),
    concept: color("concept"),
    hues: graph.hues[isDark ? "dark" : "light"],
    grey: color("grey"),
  };
}
