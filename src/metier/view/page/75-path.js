// A path between two, step by step.

function pathDetails(panel) {
  const { state, graph } = panel;
  const found = pathOf(state);
  const through = el("input", { type: "checkbox", id: "through", checked: state.through, onchange: (event) => state.change({ through: event.target.checked }) });
  return lines([
    el("h2", { id: "details-title", tabindex: -1 }, "Path between two"),
    ...["From", "To"].map((name, end) => pathEnd(panel, name, end)),
    el("p", {}, through, el("label", { for: "through" }, " also through tools and terms that both use")),
    found && !found.nodes && el("p", { class: "summary", id: "path-result" }, "There is no path between them with what the filters show."),
    found?.nodes && el("p", { class: "summary", id: "path-result" }, counted(found.steps.length, "step")),
    found?.nodes && el("ol", { class: "path" }, found.steps.map((links, place) => el("li", {}, stepSentences(panel, links, found.nodes[place])))),
    found?.nodes && found.nodes.some((node) => graph.isConcept(node)) ? el("p", { class: "note" }, "How each words a tool or term is told in its details.") : null,
  ]);
}

function pathEnd(panel, name, end) {
  const { state, graph } = panel;
  const id = `path-${name.toLowerCase()}`;
  const node = state.path[end];
  const input = el("input", { id, type: "search", value: node === NOTHING ? null : graph.label[node], placeholder: "occupation, tool or term" });
  const list = el("ul", { id: `${id}-found`, role: "listbox", class: "found", hidden: true, "aria-label": `Found for ${name.toLowerCase()}` });
  const pick = (chosen) => {
    const path = state.path.map((one, place) => (place === end ? chosen : one));
    state.change({ path, selected: NOTHING, steps: 0 });
    setTimeout(() => $(path.indexOf(NOTHING) === 0 ? "path-from" : path[1] === NOTHING ? "path-to" : "details-title")?.focus(), 50);
  };
  searchBox(panel, input, list, pick);
  return el("div", { class: "end" }, el("label", { for: id }, name), el("div", { class: "combo" }, input, list));
}

/** Ask for a path from what is selected, and for the end that is missing. */
function askForPath(state) {
  const { selected } = state;
  state.change({ path: [selected, NOTHING], steps: 0 });
  setTimeout(() => $(selected === NOTHING ? "path-from" : "path-to")?.focus(), 50);
}

/** Bring a whole path into sight, and say how long it is. */
function showPath(state, picture) {
  const found = pathOf(state);
  if (!found) return;
  if (found.nodes) picture.frame();
  announce(found.nodes ? `The path has ${counted(found.steps.length, "step")}` : "There is no path");
}
