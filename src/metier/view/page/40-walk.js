// Steps through the graph: who is near, how one gets from here to there.

/** Return the nodes within some steps of a node, each with its distance, through links that are shown. */
function neighborhood(state, center, steps) {
  const { graph } = state;
  const distance = new Map([[center, 0]]);
  let edge = [center];
  for (let step = 1; step <= steps; step += 1) {
    const next = [];
    for (const node of edge) {
      for (const link of graph.incidence.of(node)) {
        // around a tool or term are those who use it; nobody else is near because of a common one
        if (link >= graph.authored && !(node === center && graph.isConcept(center))) continue;
        const other = graph.other(link, node);
        if (distance.has(other) || !state.isTypeShown(link) || !state.isNodeShown(other)) continue;
        distance.set(other, step);
        next.push(other);
      }
    }
    edge = next;
  }
  return distance;
}

/**
 * Return a path of the fewest steps as the list of its links, or null where there is none. Of several it is the one
 * that weighs least, and then the one found first, so that the same question always has the same answer.
 */
function shortestPath(state, from, to, through) {
  const { graph } = state;
  const throughConcepts = through || graph.isConcept(from) || graph.isConcept(to);
  const came = new Map([[from, NOTHING]]); // by which link
  let edge = new Map([[from, 0]]); // with what the way there weighs
  while (edge.size && !came.has(to)) {
    const next = new Map();
    for (const [node, weight] of edge) {
      for (const link of graph.incidence.of(node)) {
        if (link >= graph.authored && !throughConcepts) continue;
        const other = graph.other(link, node);
        if ((came.has(other) && !next.has(other)) || !state.isTypeShown(link)) continue;
        if (other !== to && !state.isNodeShown(other)) continue;
        const heavier = weight + weightOf(graph, link);
        if (heavier >= (next.get(other) ?? Infinity)) continue;
        came.set(other, link);
        next.set(other, heavier);
      }
    }
    edge = next;
  }
  if (!came.has(to)) return null;
  const links = [];
  for (let node = to; node !== from; node = graph.other(links[0], node)) links.unshift(came.get(node));
  return links;
}

/** How long the step over a link is: as on the command line, longer for a tool or term that many use. */
function weightOf(graph, link) {
  const { weight } = graph.types[graph.type[link]];
  const concept = [graph.source[link], graph.target[link]].find((node) => graph.isConcept(node));
  return concept === undefined ? weight : weight + Math.log(Math.max(graph.degree[concept], 1)) / 2;
}

/** Return the path of the state as nodes and the links between each two, or null where none is asked for. */
function pathOf(state) {
  const [from, to] = state.path || [NOTHING, NOTHING];
  if (from === NOTHING || to === NOTHING) return null;
  const first = shortestPath(state, from, to, state.through);
  if (!first) return { nodes: null, steps: [] };
  const nodes = [from];
  for (const link of first) nodes.push(state.graph.other(link, nodes.at(-1)));
  const steps = first.map((_, place) => linksBetween(state, nodes[place], nodes[place + 1]));
  return { nodes, steps };
}

/** Return the links between two nodes that are shown, in the order of types. */
function linksBetween(state, one, other) {
  const { graph } = state;
  const found = [...graph.incidence.of(one)].filter((link) => graph.other(link, one) === other && state.isTypeShown(link));
  return [...new Set(found)].sort((a, b) => graph.type[a] - graph.type[b] || a - b);
}
