// Which lines there are to draw between what is shown.

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
  const drawn = new Uint32Array(graph.groups.length);
  return ties.filter(({ from, to }) => drawn[from]++ < 3 || drawn[to]++ < 3);
}
