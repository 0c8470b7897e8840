// Search as one types: titles first, then other names, then tools and terms.

const MOST_FOUND = 12;
const folded = (text) => (/^[\x20-\x7e]*$/.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();

/** The best of many entries, each node once; of equals the first. */
class Best {
  constructor(size) {
    Object.assign(this, { size, entries: [] });
  }

  add(entry, score) {
    const { entries, size } = this;
    if (entries.length === size && score <= entries[size - 1].score) return;
    const same = entries.findIndex(({ node }) => node === entry.node);
    if (same >= 0 && entries[same].score >= score) return;
    if (same >= 0) entries.splice(same, 1);
    const place = entries.findIndex((one) => one.score < score);
    entries.splice(place < 0 ? entries.length : place, 0, { ...entry, score });
    entries.length = Math.min(entries.length, size);
  }
}

class Index {
  constructor(graph) {
    this.graph = graph;
    this.entries = null;
    this.size = 0;
  }

  /** The names of all nodes, folded: made once, and again when the tools and terms have come. */
  #all() {
    const { graph } = this;
    if (this.size === graph.count && this.hasAliases === graph.aliases.length > 0) return this.entries;
    this.entries = graph.label.map((label, node) => ({ node, text: folded(label), name: label, isAlias: false }));
    graph.aliases.forEach((names, node) => names.forEach((name) => this.entries.push({ node, text: folded(name), name, isAlias: true })));
    this.size = graph.count;
    this.hasAliases = graph.aliases.length > 0;
    return this.entries;
  }

  /** Return the best matches, each node once: [{node, name, isAlias}]. */
  find(query) {
    const words = folded(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const whole = words.join(" ");
    const best = new Best(MOST_FOUND);
    for (const entry of this.#all()) {
      if (words.every((word) => entry.text.includes(word))) best.add(entry, this.#score(entry, words, whole));
    }
    return best.entries;
  }

  #score({ node, text, isAlias }, words, whole) {
    let score = Math.min(this.graph.degree[node], 999) / 1000;
    if (text === whole) score += 100;
    else if (text.startsWith(whole)) score += 60;
    else if (words.every((word) => ` ${text}`.includes(` ${word}`))) score += 40;
    if (this.graph.isConcept(node)) score -= 25;
    else if (this.graph.kindOf(node).shape === "hollow") score -= 12;
    return score - (isAlias ? 10 : 0);
  }
}

/** Make a field and a list into a box that completes names, as the ARIA pattern of a combobox has it. */
function searchBox({ graph, picture }, input, list, pick) {
  let found = [];
  let active = -1;
  const index = (graph.index ||= new Index(graph));
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off", spellcheck: "false" })) {
    input.setAttribute(name, value);
  }
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const chosen = found[place];
    if (!chosen) return announce("No match");
    input.value = graph.label[chosen.node];
    close();
    pick(chosen.node);
  };
  const mark = (place) => {
    active = (place + found.length) % found.length;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === active)));
    input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const option = ({ node, name, isAlias }, place) => {
    const about = [isAlias ? graph.label[node] : "", graph.kindOf(node).label, graph.categoryOf(node)].filter(Boolean).join(" · ");
    const item = el("li", { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" }, badge({ graph, picture }, node), el("span", {}, el("bdi", {}, name), el("small", {}, about)));
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(place);
    });
    return item;
  };
  const show = () => {
    found = index.find(input.value);
    active = -1;
    input.removeAttribute("aria-activedescendant");
    const isAsked = input.value.trim() !== "";
    list.replaceChildren(...(found.length ? found.map(option) : isAsked ? [el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No match")] : []));
    list.hidden = !isAsked;
    input.setAttribute("aria-expanded", String(isAsked));
    if (isAsked) announce(found.length ? `${counted(found.length, "match", "matches")}; the first is ${found[0].name}` : "No match");
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && input.select());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && found.length && !list.hidden) mark(active < 0 && event.key === "ArrowUp" ? found.length - 1 : active + steps[event.key]);
    else if (event.key === "Enter" && input.value.trim()) choose(Math.max(active, 0));
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
