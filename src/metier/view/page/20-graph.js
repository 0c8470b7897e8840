// The graph: columns of numbers and labels, read from the compressed blocks of the page.

/** Return what a block holds: deflated text in base 64. */
async function inflated(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}

const block = (id) => $(id).textContent.trim();

/** Links by node: those of node n are list[offset[n]] … list[offset[n + 1] - 1]. */
class Incidence {
  constructor(count, source, target) {
    this.offset = new Uint32Array(count + 1);
    for (const ends of [source, target]) for (const node of ends) this.offset[node + 1] += 1;
    for (let node = 0; node < count; node += 1) this.offset[node + 1] += this.offset[node];
    this.list = new Uint32Array(source.length * 2);
    const next = this.offset.slice();
    for (let link = 0; link < source.length; link += 1) {
      this.list[next[source[link]]++] = link;
      this.list[next[target[link]]++] = link;
    }
  }

  of(node) {
    return this.list.subarray(this.offset[node], this.offset[node + 1]);
  }
}

/** The value that is there most often, the first of several. */
function commonest(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0])[0];
}

class Graph {
  constructor(first) {
    Object.assign(this, {
      title: first.title,
      start: first.start,
      leavesOut: first.leavesOut,
      together: first.together,
      kinds: first.kinds,
      types: first.types,
      categories: first.categories,
      hues: first.hues,
      groups: first.groups.map(([name, x, y, radius]) => ({ name, x, y, radius, members: [] })),
    });
    const { nodes, links } = first;
    Object.assign(this, nodes); // name, label, kind, category, group, x, y
    this.practices = this.name.length;
    this.source = links.source;
    this.target = links.target;
    this.type = links.type;
    this.authored = this.source.length; // links of authors come first, then what uses what
    this.notes = [];
    this.aliases = [];
    this.#index();
    this.degree = this.#degrees();
    this.byDegree = this.#sortedByDegree(Array.from({ length: this.practices }, (_, node) => node));
    this.rank = new Uint32Array(this.practices); // in its group, the most linked first
    for (const node of this.byDegree) this.rank[node] = this.groups[this.group[node]].members.push(node) - 1;
    for (const group of this.groups) group.category = commonest(group.members.map((node) => this.category[node]));
    this.texts = new Map(); // promises of blocks of texts
  }

  /** Take in what is not needed for the first picture: tools and terms, notes, other names. */
  complete(rest) {
    const shift = (column, own) => column.concat(own);
    this.name = shift(this.name, rest.nodes.name);
    this.label = shift(this.label, rest.nodes.label);
    this.kind = shift(this.kind, rest.nodes.kind);
    this.category = shift(this.category, rest.nodes.name.map(() => -1));
    this.source = shift(this.source, rest.links.source);
    this.target = shift(this.target, rest.links.target);
    this.type = shift(this.type, rest.links.type);
    this.notes = rest.notes;
    this.aliases = rest.aliases;
    this.#index();
    this.degree = this.#degrees();
  }

  get count() {
    return this.name.length;
  }

  #index() {
    this.incidence = new Incidence(this.count, this.source, this.target);
    this.numbers = new Map(this.name.map((name, node) => [name, node]));
  }

  /** How many other nodes each one is joined with by links of authors; for a concept, how many practices use it. */
  #degrees() {
    const seen = new Int32Array(this.count).fill(-1);
    return Uint32Array.from({ length: this.count }, (_, node) => {
      let found = 0;
      for (const link of this.incidence.of(node)) {
        const other = this.other(link, node);
        const counts = this.isConcept(node) ? !this.isConcept(other) : link < this.authored;
        if (!counts || seen[other] === node || other === node) continue;
        seen[other] = node;
        found += 1;
      }
      return found;
    });
  }

  #sortedByDegree(nodes) {
    return nodes.sort((one, other) => this.degree[other] - this.degree[one] || one - other);
  }

  other(link, node) {
    return this.source[link] === node ? this.target[link] : this.source[link];
  }

  isConcept(node) {
    return node >= this.practices;
  }

  /** The concepts of a practice, or the users of a concept: nodes at the other end of links that are no author's. */
  *used(node) {
    for (const link of this.incidence.of(node)) if (link >= this.authored) yield this.other(link, node);
  }

  kindOf(node) {
    return this.kinds[this.kind[node]];
  }

  categoryOf(node) {
    return this.category[node] < 0 ? "" : this.categories[this.category[node]].label;
  }

  /** What a practice's profile says; null without a profile. Some profiles are inflated together, when one is asked for. */
  async text(node) {
    this.packed ||= JSON.parse(block("texts"));
    const which = Math.floor(node / this.together);
    if (!this.packed[which]) return null;
    if (!this.texts.has(which)) this.texts.set(which, inflated(this.packed[which]).then(JSON.parse));
    return (await this.texts.get(which))[node % this.together];
  }

  /** A link as a sentence told from one of its ends: "is adjacent to", "is a prerequisite of". */
  phrase(link, from) {
    const type = this.types[this.type[link]];
    return this.source[link] === from ? type.phrase : type.inverse;
  }
}
