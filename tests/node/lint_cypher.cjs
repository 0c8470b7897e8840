// Prints what Neo4j's own language support finds wrong in the Cypher scripts named on the command line.
const { readFileSync } = require('fs');
const { lintCypherQuery } = require('@neo4j-cypher/language-support');

for (const name of process.argv.slice(2)) {
  const { diagnostics } = lintCypherQuery(readFileSync(name, 'utf8'), {});
  for (const { message, range } of diagnostics) console.log(`${name}:${range.start.line + 1}: ${message}`);
}
console.log('read');
