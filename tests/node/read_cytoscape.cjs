// Print what Cytoscape.js reads in a .cyjs file, as JSON: node read_cytoscape.cjs FILE
const { readFileSync } = require("node:fs");
const cytoscape = require("cytoscape");

const { elements } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const graph = cytoscape({ headless: true, elements, layout: { name: "preset" } });
const nodes = graph.nodes().map((node) => ({ data: node.data(), position: node.position(), degree: node.degree(true) }));
const edges = graph.edges().map((edge) => ({ data: edge.data(), ends: [edge.source().id(), edge.target().id()] }));
process.stdout.write(JSON.stringify({ nodes, edges }));
