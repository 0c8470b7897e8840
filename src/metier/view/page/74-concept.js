// The details of a tool or term, of a group, and of a link.

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
    el("h2", { id: "details-title", tabindex: -1 }, el("bdi", {}, graph.label[from]), " – ", el("bdi", {}, graph.label[to])),
    ...stepSentences(panel, same, from),
  ];
}

/** The links of one step told as sentences: those that say the same as one, with the notes of both sides. */
function stepSentences(panel, links, from) {
  const { graph } = panel;
  const said = new Map();
  for (const link of links) {
    const phrase = graph.phrase(link, from);
    said.set(phrase, [...(said.get(phrase) ?? []), link]);
  }
  return [...said].map(([phrase, same]) => {
    const to = graph.other(same[0], from);
    const key = el("span", { class: "by", title: writtenBy(graph, same, from) }, ` (${graph.types[graph.type[same[0]]].key}, ${directionOf(graph, same, from)})`);
    const sentence = el("p", {}, panel.nodeButton(from), ` ${phrase} `, panel.nodeButton(to), key);
    return el("div", { class: "step" }, sentence, notesOf(graph, same, from));
  });
}

function directionOf(graph, links, from) {
  return links.some((link) => graph.source[link] === from) ? "forward" : "backward";
}

function writtenBy(graph, links, from) {
  if (new Set(links.map((link) => graph.source[link])).size > 1) return "written by both";
  return directionOf(graph, links, from) === "forward" ? "written from the first to the second" : "written from the second to the first";
}
