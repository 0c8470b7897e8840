// The address holds the view: what is selected, the steps, the path, the filters.

const joined = (names) => names.map(encodeURIComponent).join("|");
const parted = (text) => text.split("|").map(decoded);

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // what nothing is called
  }
}

/** Return the state as the part of an address after "#"; names, not numbers, so that it outlives a new build. */
function addressOf(state) {
  const { graph, hidden } = state;
  const said = new URLSearchParams();
  const name = (node) => (node === NOTHING ? "" : graph.name[node]);
  const without = (which, names) => {
    if (hidden[which].size) said.set(which, joined([...hidden[which]].sort((a, b) => a - b).map(names)));
  };
  if (state.selected !== NOTHING) said.set("node", name(state.selected));
  else if (graph.start && !state.path) said.set("node", ""); // not what the page begins with
  if (state.link !== NOTHING) said.set("link", joined([name(graph.source[state.link]), name(graph.target[state.link]), graph.types[graph.type[state.link]].key]));
  if (state.group !== NOTHING) said.set("group", name(graph.groups[state.group].members[0]));
  if (state.steps) said.set("steps", state.steps);
  if (state.path) said.set("path", joined(state.path.map(name)));
  if (state.path && state.through) said.set("through", "concepts");
  if (state.view !== "picture") said.set("view", state.view);
  without("categories", (key) => graph.categories[key]?.label ?? "");
  without("kinds", (key) => graph.kinds[key].key);
  without("types", (key) => graph.types[key].key);
  return said.toString();
}

/** Return the state that an address asks for; whatever in it makes no sense is passed over. */
function stateAt(address, graph) {
  const said = new URLSearchParams(address.replace(/^#/, ""));
  const state = freshState();
  const node = (name) => graph.numbers.get(name) ?? NOTHING;
  const listed = (key) => (said.has(key) ? parted(said.get(key)) : []);
  const hide = (which, names) => {
    for (const name of listed(which)) if (names.has(name)) state.hidden[which].add(names.get(name));
  };
  state.selected = node(["node", "path", "link", "group"].some((key) => said.has(key)) ? said.get("node") : graph.start);
  if (said.get("node") && state.selected !== NOTHING && STEPS.includes(Number(said.get("steps")))) state.steps = Number(said.get("steps"));
  if (said.has("link")) state.link = linkNamed(graph, listed("link"));
  if (said.has("group")) state.group = graph.group[node(said.get("group"))] ?? NOTHING;
  const ends = listed("path").map(node);
  if (ends.length === 2 && ends.some((end) => end !== NOTHING)) state.path = ends;
  state.through = Boolean(state.path) && said.get("through") === "concepts";
  if (said.get("view") === "list") state.view = "list";
  hide("categories", new Map([["", NOTHING], ...graph.categories.map((one, key) => [one.label, key])]));
  hide("kinds", new Map(graph.kinds.map((one, key) => [one.key, key])));
  hide("types", new Map(graph.types.map((one, key) => [one.key, key])));
  return state;
}

/** The link that has these ends and this type. */
function linkNamed(graph, [from, to, type]) {
  const [source, target] = [from, to].map((name) => graph.numbers.get(name) ?? NOTHING);
  if (source === NOTHING) return NOTHING;
  return [...graph.incidence.of(source)].find((link) => graph.source[link] === source && graph.target[link] === target && graph.types[graph.type[link]].key === type) ?? NOTHING;
}

/** Let the address and the state follow each other. */
function followAddress(state) {
  let last = null;
  const read = () => {
    last = location.hash.replace(/^#/, "");
    state.change(stateAt(last, state.graph), { isFromAddress: true });
  };
  addEventListener("hashchange", () => location.hash.replace(/^#/, "") !== last && read());
  state.addEventListener("change", ({ detail }) => {
    const address = addressOf(state);
    if (detail.isFromAddress || address === last) return;
    last = address;
    try {
      history.pushState(null, "", `#${address}`);
    } catch {
      location.hash = address; // where a page must not push, as in a sandbox
    }
  });
  addEventListener("popstate", () => location.hash.replace(/^#/, "") !== last && read());
  return read;
}
