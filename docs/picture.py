"""Draw the picture of the README: the occupations of ``profiles/`` and the links between them.

python docs/picture.py | dot -Tsvg > docs/graph.svg
"""

from __future__ import annotations

from pathlib import Path

import metier
from metier.vocab import relation_types

COLORS = {
    "Government": "#2b6cb0",
    "Public Service": "#2f855a",
    "Business": "#b7791f",
    "Law": "#805ad5",
}
COLUMNS = (
    ("supply-chain-manager", "logistics-coordinator"),
    ("compliance-officer", "customs-officer"),
    ("detective", "police-officer"),
)
STYLES = {
    "adjacentTo": 'color="#4a5568", dir=none',
    "relatedTo": 'color="#a0aec0", dir=none, style=dashed',
    "collaboratesWith": 'color="#2c7a7b", dir=none, penwidth=2',
    "progressesTo": 'color="#c05621"',
    "hasPrerequisite": 'color="#718096", style=dotted',
}


def main() -> None:
    """Print the graph in the DOT language."""
    graph = metier.build(Path(__file__).resolve().parents[1] / "profiles")
    print(
        "graph metier {\n  graph [rankdir=LR, nodesep=0.9, ranksep=1.7, newrank=true, splines=spline]"
    )
    print(
        '  node [shape=box, style="rounded,filled", color=none, fontname=Helvetica, fontcolor=white]'
    )
    print('  edge [fontname=Helvetica, fontsize=11, fontcolor="#4a5568"]')
    for column in COLUMNS:
        print("  {rank=same; " + " ".join(f'"{slug}"' for slug in column) + "}")
    for row in graph.select(
        """SELECT ?slug ?title ?category { ?p skos:notation ?slug ; skos:prefLabel ?title ;
             met:category/skos:prefLabel ?category } ORDER BY ?slug"""
    ):
        color = COLORS.get(row["category"].value, "#4a5568")
        print(f'  "{row["slug"].value}" [label="{row["title"].value}", fillcolor="{color}"]')
    drawn: set[tuple[str, str]] = set()
    for kind in relation_types().values():
        query = f"""SELECT ?a ?b {{ ?p met:{kind.direct} ?q . ?p a met:Occupation . ?q a met:Occupation .
                    ?p skos:notation ?a . ?q skos:notation ?b }} ORDER BY ?a ?b"""
        for row in graph.select(query, asserted=True):
            pair = (row["a"].value, row["b"].value)
            if kind.direct == "hasPrerequisite" or (kind.is_symmetric and pair[::-1] in drawn):
                continue
            drawn.add(pair)
            arrow = "dir=forward, " if not kind.is_symmetric else ""
            print(
                f'  "{pair[0]}" -- "{pair[1]}" [{arrow}label="{kind.label}", {STYLES[kind.direct]}]'
            )
    print("}")


if __name__ == "__main__":
    main()
