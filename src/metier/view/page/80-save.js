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
  const { graph, state, groups, scale, paints } = picture;
  const all = groups.size ? [...groups] : state.steps || graph.groups.length < 2 ? [] : [...graph.groups.keys()];
  return all.map((number) => {
    const { x, y, radius } = graph.groups[number];
    const [cx, cy] = picture.toScreen([x, y]);
    return svg("circle", { cx, cy, r: radius * scale * (groups.size ? 0.85 : 1), fill: paints.disc });
  });
}

function svgLines(picture) {
  const { graph, marked, paints } = picture;
  return linesOnScreen(picture).map((one) => {
    const { line, x1, y1, x2, y2 } = one;
    const isStrong = marked.has(line.id);
    const color = isStrong ? paints.strong : paints.line;
    const dashes = (DASHES[graph.types[line.type].line] ?? []).join(" ") || "none";
    const stroke = svg("line", { x1, y1, x2, y2, stroke: color, "stroke-width": isStrong ? 1.6 : 0.7, "stroke-dasharray": dashes });
    if (!hasArrow(graph, line)) return stroke;
    const points = arrowCorners(one).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
    return svg("g", {}, stroke, svg("polygon", { points, fill: color }));
  });
}

function svgNodes(picture) {
  const { graph, places, paints, lit } = picture;
  return [...places].map(([node, place]) => {
    const [x, y] = picture.toScreen(place);
    const radius = radiusOf(picture, node) * picture.scale;
    const { shape } = graph.kindOf(node);
    const isHollow = shape === "hollow";
    const attributes = { fill: isHollow ? paints.background : fillOf(picture, node), stroke: isHollow ? paints.quiet : paints.background, opacity: lit && !lit.has(node) ? 0.22 : 1 };
    const drawn = shapeElement(shape, x, y, radius, attributes);
    drawn.append(svg("title", {}, graph.label[node]));
    return drawn;
  });
}

function svgLabels({ labels, paints }) {
  const halo = { stroke: paints.background, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  return labels.map(({ text, x, y, size, color }) => {
    const place = { x, y, "text-anchor": "middle", "dominant-baseline": "central", "font-family": "system-ui, sans-serif", "font-size": size };
    return svg("text", { ...place, ...halo, fill: color }, text);
  });
}
