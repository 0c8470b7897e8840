// Print what graphology reads in a GEXF file, as JSON: node read_gexf.cjs FILE
const { readFileSync } = require("node:fs");
const { MultiDirectedGraph } = require("graphology");
const { parse } = require("graphology-gexf");

const text = readFileSync(process.argv[2], "utf8");
const graph = parse(MultiDirectedGraph, text, { respectInputGraphType: true });
process.stdout.write(JSON.stringify(graph.export()));
