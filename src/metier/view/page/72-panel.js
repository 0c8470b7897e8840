// The details of what is selected: a practice, a tool or term, a group, a link, a path.

class Panel {
  constructor(state, picture) {
    Object.assign(this, { state, graph: state.graph, picture });
    this.shown = "";
    this.turn = 0;
    state.addEventListener("change", () => this.render());
    $("close").addEventListener("click", () => this.close());
  }

  close() {
    this.state.change({ selected: NOTHING, link: NOTHING, group: NOTHING, path: null, steps: 0 });
    this.picture.container.focus();
  }

  /** Show what the state asks for; what takes a while to read comes a moment later, unless it is no longer wanted. */
  async render() {
    const { selected, link, group, path, steps } = this.state;
    const key = JSON.stringify([selected, link, group, path, steps, this.state.through, [...this.state.hidden.types]]);
    if (key === this.shown) return;
    this.shown = key;
    const turn = (this.turn += 1);
    const isOpen = Boolean(path) || [selected, link, group].some((one) => one !== NOTHING);
    if ($("panel").hidden && isOpen) letThrough($("panel"));
    $("panel").hidden = !isOpen; // at once: the picture goes beside it
    document.body.classList.toggle("has-panel", isOpen);
    const made = isOpen ? await this.#content() : [];
    if (turn !== this.turn) return;
    $("details").replaceChildren(...made.filter(Boolean));
    $("details").scrollTop = 0;
  }

  async #content() {
    const { selected, link, group, path } = this.state;
    await ready.rest;
    if (path) return pathDetails(this);
    if (selected !== NOTHING) return this.graph.isConcept(selected) ? conceptDetails(this, selected) : practiceDetails(this, selected);
    if (link !== NOTHING) return linkDetails(this, link);
    return groupDetails(this, group);
  }

  /** A button with the name of a node, which selects it. */
  nodeButton(node) {
    const { graph } = this;
    const go = () => {
      this.state.change({ selected: node, link: NOTHING, group: NOTHING, path: null });
      if (!isInSight(this.picture.pointOf(node), this.picture.camera(), 0)) this.picture.flyTo(node);
    };
    const isEmpty = graph.kindOf(node).shape === "hollow";
    return el("button", { type: "button", class: "node", onclick: go, title: isEmpty ? "no profile describes it" : null }, badge(this, node), el("bdi", {}, graph.label[node]));
  }
}

const DOUBLE_CLICK = 350; // milliseconds

/** Let the second click of a double click reach what the details have come to lie over. */
function letThrough(panel) {
  panel.classList.add("is-new");
  setTimeout(() => panel.classList.remove("is-new"), DOUBLE_CLICK);
}

/** A small picture of a node, as it is drawn. */
function badge({ graph, picture }, node, size = 14) {
  const { shape } = graph.kindOf(node);
  const half = size / 2;
  const drawn = svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, class: "badge", "aria-hidden": "true" });
  const isHollow = shape === "hollow";
  drawn.append(shapeElement(shape, half, half, half - 2, { fill: isHollow ? "none" : picture.fillOf(node), stroke: isHollow ? "currentColor" : "none" }));
  drawn.append(...markElements(graph.categories[graph.category[node]]?.mark, half, half - 2));
  return drawn;
}

function markElements(mark, center, radius) {
  if (mark === "dot") return [svg("circle", { cx: center, cy: center, r: radius * 0.36, class: "mark" })];
  if (mark === "ring") return [svg("circle", { cx: center, cy: center, r: radius * 0.58, class: "mark ring", "stroke-width": radius * 0.18 })];
  return [];
}

const heading = (text) => el("h3", {}, text);
const lines = (parts) => parts.filter(Boolean);

function header(panel, node, more) {
  const { graph } = panel;
  const kind = [graph.kindOf(node).label, graph.categoryOf(node)].filter(Boolean).join(" · ");
  const names = graph.aliases[node] ?? [];
  return lines([
    el("p", { class: "kind" }, badge(panel, node, 18), kind),
    el("h2", { id: "details-title", tabindex: -1 }, el("bdi", {}, graph.label[node])),
    names.length && el("p", { class: "aliases" }, "also called ", names.flatMap((name, place) => [place ? ", " : "", el("bdi", {}, name)])),
    actions(panel, node),
    ...more,
  ]);
}

function actions(panel, node) {
  const { state, picture, graph } = panel;
  const steps = STEPS.map((count) =>
    el("button", { type: "button", "aria-pressed": String(state.steps === count), onclick: () => focusOn(panel, node, count) }, count ? String(count) : "all"),
  );
  const hasConcepts = !graph.isConcept(node) && ownConcepts(graph, node).size > 0;
  return el(
    "div",
    { class: "actions" },
    el("span", { class: "steps", role: "group", "aria-label": "Steps around it that are shown" }, el("span", {}, "Steps"), steps),
    hasConcepts && el("button", { type: "button", onclick: () => picture.open(node) }, "Tools and terms"),
    el("button", { type: "button", onclick: () => state.change({ path: [node, NOTHING], steps: 0 }) }, "Path from here …"),
  );
}

function focusOn({ state, picture }, node, steps) {
  state.change({ selected: node, steps, path: null });
  const near = steps ? [...neighborhood(state, node, steps).keys()] : null;
  picture.fit(near ? near.map((one) => picture.places.get(one)).filter(Boolean) : null);
  announce(steps ? `${counted(near.length - 1, "node")} within ${counted(steps, "step")}` : "everything is shown");
}

// ---- a practice ----------------------------------------------------------------------------------------------

async function practiceDetails(panel, node) {
  const text = await panel.graph.text(node);
  if (!text) {
    const why = "No profile describes it yet; links of others name it.";
    return header(panel, node, [el("p", { class: "summary" }, why), ...linkLists(panel, node)]);
  }
  return header(panel, node, [
    text.summary && el("p", { class: "summary", dir: "auto" }, text.summary),
    ...linkLists(panel, node),
    ...useLists(panel, text, node),
    ...sections(text),
    ...others(text),
    panel.graph.leavesOut && el("p", { class: "note" }, panel.graph.leavesOut),
  ]);
}

/** The links of a node, grouped by what they say, with the notes of both sides. */
function linkLists(panel, node) {
  const { graph } = panel;
  const groups = new Map();
  for (const link of graph.incidence.of(node)) {
    if (link >= graph.authored) continue;
    const phrase = graph.phrase(link, node);
    if (!groups.has(phrase)) groups.set(phrase, new Map());
    const others = groups.get(phrase);
    const other = graph.other(link, node);
    others.set(other, new Set([...(others.get(other) ?? []), link]));
  }
  const items = (others) =>
    [...others]
      .sort(([one], [other]) => graph.label[one].localeCompare(graph.label[other]))
      .map(([other, links]) => el("li", {}, panel.nodeButton(other), [...links].map((link) => noteOf(graph, link))));
  return [...groups].flatMap(([phrase, others]) => [
    heading(`${capitalized(phrase)} (${others.size})`),
    el("ul", { class: "links" }, items(others)),
  ]);
}

function noteOf(graph, link, hasAuthor = true) {
  const note = graph.notes[link];
  if (!note) return null;
  const author = hasAuthor && el("span", { class: "by" }, " — ", el("bdi", {}, graph.label[graph.source[link]]));
  return el("p", { class: "note", dir: "auto" }, `“${note}”`, author || null);
}

function useLists(panel, text, node) {
  const { graph } = panel;
  const kinds = new Map();
  for (const use of text.uses) {
    const kind = graph.kindOf(use[0]).label;
    if (!kinds.has(kind)) kinds.set(kind, []);
    kinds.get(kind).push(use);
  }
  const variants = [...ownConcepts(graph, node)].filter((one) => graph.kindOf(one).key === "Specialization");
  const lists = [...kinds].flatMap(([kind, uses]) => [
    heading(`${kind === "Term" ? "Vocabulary" : `${kind}s`} (${uses.length})`),
    el("dl", { class: "uses" }, uses.flatMap((use) => useEntry(panel, use))),
  ]);
  if (variants.length) lists.push(heading(`Specializations (${variants.length})`), el("ul", { class: "links" }, variants.map((one) => el("li", {}, panel.nodeButton(one)))));
  return lists;
}

function useEntry(panel, [concept, wording, words]) {
  const { graph } = panel;
  const others = graph.degree[concept] - 1;
  const shared = others > 0 ? el("span", { class: "shared" }, `shared with ${others}`) : null;
  const name = panel.nodeButton(concept);
  if (wording) name.lastChild.textContent = wording;
  return [el("dt", {}, name, shared), words ? el("dd", { dir: "auto" }, words) : null].filter(Boolean);
}

function sections({ sections: parts }) {
  if (!parts.length) return [];
  const made = parts.map(([title, markdown]) => {
    const section = el("details", {}, el("summary", {}, el("bdi", {}, title || "Untitled")));
    section.addEventListener("toggle", () => section.open && fill(), { once: true });
    const fill = () => section.append(el("div", { class: "section", dir: "auto" }, markdownElements(markdown)));
    return section;
  });
  const all = el("button", { type: "button", onclick: () => made.forEach((section) => (section.open = true)) }, "Open all");
  return [el("div", { class: "row" }, heading(`Profile (${parts.length} sections)`), all), ...made];
}

function others(text) {
  const facts = text.facts.map(([name, value]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, webLink(value, value))));
  const pairs = (title, list, make) => (list.length ? [heading(title), el("ul", { class: "plain" }, list.map(make))] : []);
  return [
    ...pairs("Elsewhere", text.variants, ([place, note]) => el("li", {}, el("strong", {}, place), note ? `: ${note}` : "")),
    ...pairs("Sources", text.citations, ([title, address]) => el("li", {}, webLink(title, address))),
    heading("About the profile"),
    text.tags.length ? el("p", { class: "tags" }, text.tags.map((tag) => el("span", {}, tag))) : null,
    el("table", { class: "facts" }, el("tbody", {}, facts)),
  ];
}

// ---- a tool or term, a group, a link -------------------------------------------------------------------------

async function conceptDetails(panel, node) {
  const { graph } = panel;
  const users = [...new Set([...graph.incidence.of(node)].map((link) => graph.other(link, node)))];
  const practices = users.filter((one) => !graph.isConcept(one));
  const near = users.filter((one) => graph.isConcept(one));
  const texts = await Promise.all(practices.map((one) => graph.text(one)));
  const entries = practices.flatMap((one, place) => {
    const uses = (texts[place]?.uses ?? []).filter(([concept]) => concept === node);
    const said = uses.map(([, wording, words]) => el("dd", { dir: "auto" }, wording !== graph.label[node] && el("em", {}, wording), wording !== graph.label[node] && words ? ": " : "", words));
    return [el("dt", {}, panel.nodeButton(one)), ...said];
  });
  const title = graph.kindOf(node).key === "Specialization" ? "Variant of" : `Used by ${counted(practices.length, "practice")}`;
  return header(panel, node, [
    heading(title),
    el("dl", { class: "uses" }, entries),
    ...(near.length ? [heading("Kinds"), el("ul", { class: "links" }, near.map((one) => el("li", {}, panel.nodeButton(one))))] : []),
  ]);
}

function groupDetails(panel, number) {
  const { graph, picture } = panel;
  const group = graph.groups[number];
  const most = group.members.slice(0, 60);
  return lines([
    el("p", { class: "kind" }, "Group of practices that are linked with each other"),
    el("h2", { id: "details-title", tabindex: -1 }, group.name),
    el("div", { class: "actions" }, el("button", { type: "button", onclick: () => picture.openGroup(number) }, "Open the group")),
    heading(counted(group.members.length, "member")),
    el("ul", { class: "links" }, most.map((node) => el("li", {}, panel.nodeButton(node)))),
    group.members.length > most.length && el("p", { class: "note" }, `and ${numbers.format(group.members.length - most.length)} more`),
  ]);
}

function linkDetails(panel, link) {
  const { graph } = panel;
  const [from, to] = [graph.source[link], graph.target[link]];
  const same = linksBetween(panel.state, from, to);
  return [
    el("p", { class: "kind" }, "Link"),
    el("h2", { id: "details-title", tabindex: -1 }, `${graph.label[from]} – ${graph.label[to]}`),
    ...same.map((one) => stepSentence(panel, one, graph.source[one])),
  ];
}

/** A link told as a sentence, with its note. */
function stepSentence(panel, link, from) {
  const { graph } = panel;
  const to = graph.other(link, from);
  const type = graph.types[graph.type[link]];
  const direction = graph.source[link] === from ? "forward" : "backward";
  const key = el("span", { class: "by", title: `written ${direction === "forward" ? "from the first to the second" : "from the second to the first"}` }, ` (${type.key}, ${direction})`);
  return el("div", { class: "step" }, el("p", {}, panel.nodeButton(from), ` ${graph.phrase(link, from)} `, panel.nodeButton(to), key), noteOf(graph, link));
}

// ---- a path --------------------------------------------------------------------------------------------------

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
    found?.nodes && el("ol", { class: "path" }, found.steps.map((links, place) => el("li", {}, links.map((link) => stepSentence(panel, link, found.nodes[place]))))),
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
    state.change({ path: state.path.map((one, place) => (place === end ? chosen : one)), selected: NOTHING, steps: 0 });
  };
  searchBox(panel, input, list, pick);
  return el("div", { class: "end" }, el("label", { for: id }, name), el("div", { class: "combo" }, input, list));
}

/** Bring a whole path into sight, and say how long it is. */
function showPath(state, picture) {
  const found = pathOf(state);
  if (!found) return;
  if (!found.nodes) return announce("There is no path");
  const points = found.nodes.map((node) => picture.places.get(node)).filter(Boolean);
  picture.fit(points.map(([x, y]) => [x, y, 60]));
  announce(`The path has ${counted(found.steps.length, "step")}`);
}
