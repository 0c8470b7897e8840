// Places around a node: rings of its neighbors, and of its tools and terms.

const RING = { first: 15, step: 6, places: 12, more: 6 }; // around a practice, in units of the picture
const AROUND = { step: 90, apart: 34, row: 90 }; // of the rings around a node, in units of the picture

/**
 * The places of a neighborhood: its center where it always is, around it a ring for each step. A node of the first ring
 * stands in the direction where it is in the whole picture, the next behind the one that leads to it.
 */
function surroundings(state, center, steps) {
  const { graph } = state;
  const distance = neighborhood(state, center, steps);
  const [x, y] = centerOf(graph, center, distance);
  const angles = new Map([[center, 0]]);
  const places = new Map([[center, [x, y]]]);
  let radius = 0;
  for (let step = 1; step <= steps; step += 1) {
    const ring = [...distance.keys()].filter((node) => distance.get(node) === step);
    const bearing = (node) => (step === 1 ? Math.atan2(graph.y[node] - y, graph.x[node] - x) : angles.get(leading(graph, node, distance)));
    const order = new Map(ring.map((node) => [node, bearing(node)]));
    ring.sort((one, other) => order.get(one) - order.get(other) || one - other);
    const rows = Math.ceil(ring.length / AROUND.row);
    radius = Math.max(radius + AROUND.step, (ring.length * AROUND.apart) / (2 * Math.PI * rows));
    for (const [place, node] of ring.entries()) {
      const angle = (order.get(ring[0]) ?? 0) + (2 * Math.PI * place) / ring.length;
      const away = radius + (place % rows) * AROUND.apart;
      angles.set(node, angle);
      places.set(node, [x + away * Math.cos(angle), y + away * Math.sin(angle)]);
    }
    radius += (rows - 1) * AROUND.apart;
  }
  return places;
}

/** Where the center of a neighborhood is: a tool or term is in the middle of those who use it. */
function centerOf(graph, center, distance) {
  if (!graph.isConcept(center)) return [graph.x[center], graph.y[center]];
  const near = [...distance.keys()].filter((node) => distance.get(node) === 1 && !graph.isConcept(node));
  return near.length ? middle(graph, near) : [0, 0];
}

/** The first neighbor of a node that is one step nearer to the center. */
function leading(graph, node, distance) {
  for (const link of graph.incidence.of(node)) {
    const other = graph.other(link, node);
    if (distance.get(other) === distance.get(node) - 1) return other;
  }
  return node;
}

function middle(graph, nodes) {
  const mean = (column) => nodes.reduce((sum, node) => sum + column[node], 0) / nodes.length;
  return [mean(graph.x), mean(graph.y)];
}

function between(one, other, places, graph) {
  const ends = [one, other].filter((node) => node !== undefined).map((node) => places.get(node) ?? [graph.x[node], graph.y[node]]);
  const known = ends.filter(([x]) => x !== undefined);
  if (!known.length) return [0, 0];
  const [[x1, y1], [x2, y2]] = [known[0], known.at(-1)];
  return [(x1 + x2) / 2, (y1 + y2) / 2 + (known.length === 1 ? RING.first : 0)];
}

/** Where a concept stands around a practice: in rings that fill from the inside. */
function ringPlace(graph, practice, concept, places) {
  const all = [...ownConcepts(graph, practice)];
  let place = all.indexOf(concept);
  let left = all.length;
  let ring = 0;
  let room = RING.places;
  while (place >= room) {
    place -= room;
    left -= room;
    ring += 1;
    room = RING.places + ring * RING.more;
  }
  const angle = (2 * Math.PI * (place + ring / 2)) / Math.min(left, room);
  const radius = RING.first + ring * RING.step;
  const [x, y] = places.get(practice) ?? [graph.x[practice], graph.y[practice]];
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
}

/** The tools, terms and variants of a practice, always in the same order. */
function ownConcepts(graph, practice) {
  const found = new Set();
  for (const link of graph.incidence.of(practice)) if (link >= graph.authored) found.add(graph.other(link, practice));
  return found;
}
