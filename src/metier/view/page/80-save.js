// What is seen, as a PNG or an SVG file.

function save(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const fileName = ({ graph, selected }, suffix) => {
  const name = selected === NOTHING ? "graph" : graph.name[selected].replace(/[^a-z0-9-]+/gi, "-");
  return `metier-${name}.${suffix}`;
};

async function savePng(picture) {
  const seen = picture.container.querySelector("canvas");
  const copy = el("canvas", { width: seen.width, height: seen.height });
  const context = copy.getContext("2d");
  context.fillStyle = picture.paints.background;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(seen, 0, 0);
  save(fileName(picture.state, "png"), await new Promise((done) => copy.toBlob(done, "image/png")));
}

function saveSvg(picture) {
  const text = new XMLSerializer().serializeToString(svgOf(picture));
  save(fileName(picture.state, "svg"), new Blob([text], { type: "image/svg+xml" }));
}

/** Draw what is seen as SVG: the same nodes, lines and labels at the same places. */
function svgOf(picture) {
  const { paints, graph } = picture;
  const { width, height } = picture.size;
  const drawn = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` });
  drawn.append(svg("title", {}, graph.title), svg("rect", { width, height, fill: paints.background }));
  drawn.append(...svgDiscs(picture), ...svgLines(picture), ...svgNodes(picture), ...svgLabels(picture));
  return drawn;
}

function svgDiscs(picture) {
  const { graph, groups, scale, paints } = picture;
  const numbers = groups.size ? [...groups] : picture.discs();
  const ties = groups.size ? tiesBetween(graph, groups).map((tie) => svgTie(picture, tie)) : [];
  return [
    ...ties,
    ...numbers.map((number) => {
      const { x, y, radius } = graph.groups[number];
      const [cx, cy] = picture.toScreen([x, y]);
      const rim = { stroke: rimOf(picture, number), "stroke-width": 1.2 };
      return svg("circle", { cx, cy, r: radius * scale * (groups.size ? WHOLE : 1), fill: paints.disc, ...rim });
    }),
  ];
}

function svgTie({ graph, toScreen, paints }, { from, to, count }) {
  const [[x1, y1], [x2, y2]] = [from, to].map((group) => toScreen([graph.groups[group].x, graph.groups[group].y]));
  return svg("line", { x1, y1, x2, y2, stroke: paints.line, "stroke-width": tieWidth(count) });
}

function svgLines(picture) {
  const { graph, marked, paints, lit, scale } = picture;
  return linesOnScreen(picture).map((one) => {
    const { line, x1, y1, x2, y2 } = one;
    const isStrong = marked.has(line.id);
    const hasDetails = isStrong || scale > DETAILED_FROM;
    const color = isStrong ? paints.strong : paints.line;
    const dashes = (hasDetails && DASHES[graph.types[line.type].line]?.join(" ")) || "none";
    const look = { stroke: color, "stroke-width": isStrong ? 1.6 : hasDetails ? 1 : 0.6, "stroke-dasharray": dashes, opacity: lit && !isStrong ? FADED_LINE : 1 };
    const stroke = svg("line", { x1, y1, x2, y2, ...look });
    if (!hasDetails || !hasArrow(graph, line)) return stroke;
    const points = arrowCorners(one).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
    return svg("g", {}, stroke, svg("polygon", { points, fill: color }));
  });
}

function svgNodes(picture) {
  const { graph, places, paints, lit, state } = picture;
  return [...places].map(([node, place]) => {
    const [x, y] = picture.toScreen(place);
    const radius = radiusOf(picture, node) * picture.scale;
    const isEmpty = isHollow(graph, node);
    const isSelected = node === state.selected;
    const stroke = isSelected ? paints.strong : isEmpty ? paints.quiet : paints.background;
    const fill = isEmpty ? paints.background : fillOf(picture, node);
    const drawn = shapeElement(graph.kindOf(node).shape, x, y, radius, { fill, stroke, "stroke-width": isSelected ? 3 : 1 });
    const mark = svgMark(paints, graph.categories[graph.category[node]]?.mark, x, y, radius);
    return svg("g", { opacity: lit && !lit.has(node) ? FADED : 1 }, svg("title", {}, graph.label[node]), drawn, ...mark);
  });
}

function svgMark({ background }, mark, cx, cy, radius) {
  if (mark === "dot") return [svg("circle", { cx, cy, r: radius * 0.36, fill: background })];
  if (mark === "ring") return [svg("circle", { cx, cy, r: radius * 0.58, fill: "none", stroke: background, "stroke-width": radius * 0.18 })];
  return [];
}

function svgLabels({ labels, paints }) {
  const halo = { stroke: paints.background, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  return labels.map(({ text, x, y, size, weight, color }) => {
    const place = { x, y, "text-anchor": "middle", "dominant-baseline": "central" };
    const font = { "font-family": "system-ui, sans-serif", "font-size": size, "font-weight": weight };
    return svg("text", { ...place, ...font, ...halo, fill: color }, text);
  });
}
