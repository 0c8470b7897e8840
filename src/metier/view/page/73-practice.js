// The details of a practice: what its profile says.

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
      .map(([other, links]) => el("li", {}, panel.nodeButton(other), notesOf(graph, [...links], node)));
  return [...groups].flatMap(([phrase, others]) => [
    heading(`${capitalized(phrase)} (${others.size})`),
    el("ul", { class: "links" }, items(others)),
  ]);
}

/** The notes of links, those of one end first. */
function notesOf(graph, links, first) {
  const own = links.filter((link) => graph.source[link] === first);
  const others = links.filter((link) => graph.source[link] !== first);
  return [...own, ...others].map((link) => noteOf(graph, link));
}

function noteOf(graph, link) {
  const note = graph.notes[link];
  if (!note) return null;
  const author = el("span", { class: "by" }, " — profile of ", el("bdi", {}, graph.label[graph.source[link]]));
  return el("p", { class: "note", dir: "auto" }, `“${note}”`, author);
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
