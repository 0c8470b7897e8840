// What is drawn at the moment: never more than can be read. A map shows streets only from nearby.

const MANY = 2500; // practices that are drawn at once at most; of more, groups are drawn first
const OPEN_FROM = 200; // pixels of radius from which on a group shows its members
const CLOSE = 2.2; // scale from which on tools and terms are drawn
const MOST_CONCEPTS = 500;

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
