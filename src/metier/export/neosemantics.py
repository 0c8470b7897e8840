"""neosemantics: RDF for the plugin of Neo4j that reads it, with the settings under which nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from .common.rdf import sorted_lines
from .common.selection import Selection

NAME = "neosemantics"
SUFFIX = ""
MEDIA_TYPE = "application/n-triples"
SUMMARY = "For Neo4j with its plugin neosemantics (n10s): the RDF itself as nodes and relationships"
OPENING = "copy FOLDER/graph.nt to the server's import folder and run cypher-shell --file FOLDER/load.cypher"
KEEPS = (
    "every triple that authors wrote, all values of a property, languages and datatypes; "
    "with --inferred also what was inferred from them"
)
DROPS = "which profile a triple comes from (trig and nquads keep it)"
EXAMPLE = "metier export neosemantics --out neosemantics"

_MORE_PREFIXES = {"vann": "http://purl.org/vocab/vann/"}
"""Of what the ontology says of itself; without one, neosemantics would make up ``ns0``."""

_SCRIPT = """\
// For Neo4j 5 and later with the plugin neosemantics, and a database without other settings of it.
// Neo4j 4: CREATE CONSTRAINT n10s_unique_uri ON (r:Resource) ASSERT r.uri IS UNIQUE;
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;

// By default one alias of many would be kept, and no language.
CALL n10s.graphconfig.init({{
    handleVocabUris: 'SHORTEN',
    handleMultival: 'ARRAY',
    handleRDFTypes: 'LABELS',
    keepLangTag: true,
    keepCustomDataTypes: true
}});

{prefixes}
// The address is one that the server can read; this is the import folder of its Debian package and container.
CALL n10s.rdf.import.fetch('file:///var/lib/neo4j/import/graph.nt', 'N-Triples');
"""

_README = """\
# Occupations for neosemantics

1. Install the plugin neosemantics (n10s) that fits your Neo4j, and restart the server.
2. Copy `graph.nt` to the server's import folder. If that is not `/var/lib/neo4j/import`, change the address at
   the end of `load.cypher`.
3. `cypher-shell --file load.cypher`, on an empty database: the settings can't be changed once there is data.

The last statement must answer `OK` and {count} triples, as many as `graph.nt` has lines. Values keep their
language, as in `Customs officer@en`, and are lists:

    MATCH (p:met__Occupation)-[:met__adjacentTo]->(other)
    RETURN n10s.rdf.getLangValue('en', p.skos__prefLabel), other.skos__prefLabel LIMIT 25

`CALL n10s.rdf.export.cypher(...)` gives the RDF back.
"""


def files(selection: Selection) -> Iterator[tuple[str, str | bytes]]:
    """Yield ``graph.nt`` (W3C, *RDF 1.1 N-Triples*, 2014), sorted, ``load.cypher`` and ``README.md``."""
    lines = sorted_lines(selection.triples(), ox.RdfFormat.N_TRIPLES)
    yield "graph.nt", b"".join(lines)
    yield "load.cypher", _SCRIPT.format(prefixes=_prefixes(selection.names.prefixes))
    yield "README.md", _README.format(count=len(lines))


def _prefixes(prefixes: Mapping[str, str]) -> str:
    return "".join(
        f"CALL n10s.nsprefixes.add('{prefix}', {_cypher(space)});\n"
        for prefix, space in sorted({**prefixes, **_MORE_PREFIXES}.items())
    )


def _cypher(text: str) -> str:
    """Return a text as a Cypher string."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
