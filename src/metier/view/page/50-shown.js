// What is drawn at the moment: never more than can be read. A map shows streets only from nearby.

const MANY = 2500; // practices that are drawn at once at most; of more, groups are drawn first
const OPEN_FROM = 200; // pixels of radius from which on a group shows its members
const CLOSE = 2.2; // scale from which on tools and terms are drawn
const MOST_CONCEPTS = 500;
const RING = { first: 15, step: 6, places: 12, more: 6 }; // around a practice, in units of the picture

/**
 * Return what to draw: {places: Map of node to [x, y], groups: Set of groups drawn as a whole}.
 * `camera` is {scale, left, top, right, bottom} in units of the picture.
 */
function shownNow(state, camera) {
  const { graph } = state;
  const places = new Map();
  const add = (node) => places.set(node, [graph.x[node], graph.y[node]]);
  const path = pathOf(state);
  const closed = new Set();
  if (state.steps && state.selected !== NOTHING) {
    for (const [node, place] of surroundings(state, state.selected, state.steps)) places.set(node, place);
  } else {
    for (const node of overview(state, camera, closed)) add(node);
  }
  for (const node of pinned(state, path)) if (!graph.isConcept(node) && !places.has(node)) add(node);
  placeConcepts(state, camera, path, places);
  if (!places.size && !closed.size) placeLone(state, places);
  return { places, groups: closed };
}

/** The practices of the overview: all that the filters leave, or of a large graph those of the groups in sight. */
function* overview(state, camera, closed) {
  const { graph } = state;
  if (graph.practices <= MANY) {
    for (let node = 0; node < graph.practices; node += 1) if (state.isNodeShown(node)) yield node;
    return;
  }
  for (const [number, group] of graph.groups.entries()) {
    if (!group.members.some((node) => state.isNodeShown(node))) continue;
    if (group.radius * camera.scale < OPEN_FROM || !isInSight(group, camera, group.radius)) closed.add(number);
    else for (const node of group.members) if (state.isNodeShown(node) && isInSight(at(graph, node), camera, 60)) yield node;
  }
}

const pointOf = ([x, y]) => ({ x, y });
const at = (graph, node) => ({ x: graph.x[node], y: graph.y[node] });

function isInSight({ x, y }, camera, margin) {
  return x > camera.left - margin && x < camera.right + margin && y > camera.top - margin && y < camera.bottom + margin;
}

const AROUND = { step: 90, apart: 34 }; // of the rings around a node, in units of the picture

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
    radius = Math.max(radius + AROUND.step, (ring.length * AROUND.apart) / (2 * Math.PI));
    for (const [place, node] of ring.entries()) {
      const angle = (order.get(ring[0]) ?? 0) + (2 * Math.PI * place) / ring.length;
      angles.set(node, angle);
      places.set(node, [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
    }
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

/** What is drawn whatever the filters say: what is selected, who is joined with it, the path. */
function pinned(state, path) {
  const { graph, selected } = state;
  const found = new Set(path?.nodes ?? (state.path || []).filter((node) => node !== NOTHING));
  if (selected === NOTHING) return found;
  found.add(selected);
  if (graph.isConcept(selected) || (graph.practices > MANY && !state.steps)) {
    for (const node of neighborhood(state, selected, 1).keys()) found.add(node);
  }
  return found;
}

/** Give tools and terms a place in the rings around a practice; those of a path stand between its practices. */
function placeConcepts(state, camera, path, places) {
  const { graph, selected } = state;
  for (const [step, node] of (path?.nodes ?? []).entries()) {
    if (graph.isConcept(node)) places.set(node, between(path.nodes[step - 1], path.nodes[step + 1], places, graph));
  }
  if (selected !== NOTHING && graph.isConcept(selected) && !places.has(selected)) {
    const users = [...neighborhood(state, selected, 1).keys()].filter((node) => !graph.isConcept(node));
    if (users.length) places.set(selected, users.length > 1 ? middle(graph, users) : ringPlace(graph, users[0], selected, places));
  }
  if (camera.scale < CLOSE) return;
  const practices = [...places.keys()].filter((node) => !graph.isConcept(node) && isInSight(pointOf(places.get(node)), camera, 30));
  practices.sort((one, other) => (other === selected) - (one === selected) || graph.degree[other] - graph.degree[one]);
  let room = MOST_CONCEPTS;
  for (const practice of practices) {
    for (const concept of ownConcepts(graph, practice)) {
      if (places.has(concept) || !state.isNodeShown(concept) || room === 0) continue;
      places.set(concept, ringPlace(graph, practice, concept, places));
      room -= 1;
    }
  }
}

/** Where filters leave no practice, the tools and terms that most use, each where its first user would be. */
function placeLone(state, places) {
  const { graph } = state;
  const concepts = [];
  for (let node = graph.practices; node < graph.count; node += 1) if (state.isNodeShown(node)) concepts.push(node);
  concepts.sort((one, other) => graph.degree[other] - graph.degree[one] || one - other);
  for (const concept of concepts.slice(0, MOST_CONCEPTS)) {
    const [link] = graph.incidence.of(concept);
    const user = graph.other(link, concept);
    if (!graph.isConcept(user)) places.set(concept, ringPlace(graph, user, concept, places));
  }
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

/** The tools, terms and variants of a practice, always in the same order. */
function ownConcepts(graph, practice) {
  const found = new Set();
  for (const link of graph.incidence.of(practice)) if (link >= graph.authored) found.add(graph.other(link, practice));
  return found;
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

/** The lines to draw between nodes, by id: {id, from, to, type, symmetric, links, beside}; a type between two is one line. */
function linesBetween(state, places) {
  const { graph } = state;
  const lines = new Map();
  for (const node of places.keys()) {
    for (const link of graph.incidence.of(node)) {
      if (graph.source[link] !== node || !places.has(graph.target[link]) || !state.isTypeShown(link)) continue;
      const ends = [node, graph.target[link]];
      const { symmetric } = graph.types[graph.type[link]];
      if (symmetric) ends.sort((one, other) => one - other);
      const key = `${ends[0]} ${ends[1]} ${graph.type[link]}`;
      if (lines.has(key)) lines.get(key).links.push(link);
      else lines.set(key, { id: key, from: ends[0], to: ends[1], type: graph.type[link], symmetric, links: [link] });
    }
  }
  spreadOut(lines);
  return lines;
}

/** Give lines between the same two nodes places beside each other: `beside` is 0, 1, -1, 2 … */
function spreadOut(lines) {
  const counts = new Map();
  for (const line of lines.values()) {
    const pair = line.from < line.to ? `${line.from} ${line.to}` : `${line.to} ${line.from}`;
    const place = counts.get(pair) ?? 0;
    counts.set(pair, place + 1);
    const side = place % 2 ? Math.ceil(place / 2) : -place / 2;
    line.beside = line.from < line.to ? side : -side;
  }
}

/** The strongest ties between groups that are drawn as a whole: [{id, from, to, count}]. */
function tiesBetween(graph, groups) {
  graph.ties ||= countedTies(graph);
  return graph.ties.filter(({ from, to }) => groups.has(from) && groups.has(to));
}

function countedTies(graph) {
  const counts = new Map();
  for (let link = 0; link < graph.authored; link += 1) {
    const [one, other] = [graph.group[graph.source[link]], graph.group[graph.target[link]]].sort((a, b) => a - b);
    if (one !== other) counts.set(one * graph.groups.length + other, (counts.get(one * graph.groups.length + other) ?? 0) + 1);
  }
  const ties = [...counts].map(([key, count]) => {
    const from = Math.floor(key / graph.groups.length);
    return { id: `tie ${key}`, from, to: key % graph.groups.length, count };
  });
  ties.sort((one, other) => other.count - one.count || one.from - other.from || one.to - other.to);
  const drawn = new Uint8Array(graph.groups.length);
  return ties.filter(({ from, to }) => drawn[from]++ < 3 || drawn[to]++ < 3);
}
