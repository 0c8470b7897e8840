"""A collection with everything that a format could choke on, in the places where formats differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

MARKUP = '<b>&amp; "quoted" \'so\' </b> ]]> <!-- no --> {{ }} ${x} `tick` \\n \\N \\ --> """'
SEPARATED = "a;b|c,d\te"
EMOJI = "👩🏽‍🔧 wrench ✂️ 🝮 𒀀"
HEBREW = "פקיד מכס עבודה"
ARABIC = "موظف الجمارك"
LONG = "A very long definition, word after word; " * 2500  # 100 kB
FORMULA = '=HYPERLINK("x")'
WIKI = "[[not|a link]] #tag ^block | table"

PROFILES: dict[str, dict[str, Any]] = {
    "tinker": {
        "title": f"Tinker {MARKUP}",
        "aliases": [SEPARATED, "semi;colon", EMOJI, HEBREW, FORMULA, WIKI, "TINKER", "tinker"],
        "category": "Crafts; & <others>",
        "tags": ["Copper", "copper", "semi;colon", EMOJI],
        "summary": f"Mends pots.\nOn a second line: {MARKUP}\n\tand a tab; {EMOJI} {HEBREW}",
        "specializations": ["kettle; mender", f"pan {MARKUP}"],
        "related": [
            {"slug": "tailor", "type": "adjacent", "note": f"{MARKUP}; {EMOJI}\nsecond\tline"},
            {"slug": "tailor", "type": "collaboration", "note": HEBREW},
            {"slug": "nobody-at-all", "type": "related", "note": "has no profile"},
        ],
        "sections": [
            {
                "heading": "Vocabulary",
                "markdown": (
                    f"- **Flux** — {LONG}\n- **flux** — {MARKUP}\n- **Solder (Sn;Pb)** — {EMOJI}\n"
                    f"- **{HEBREW}** — {ARABIC}"
                ),
            },
            {
                "heading": "Tools",
                "markdown": f"- **Hammer** — to hit; {MARKUP}\n- **Tin snips ✂️** — {EMOJI}",
            },
            {
                "heading": "Ethics",
                "markdown": f"# a heading\n\n```dataviewjs\nx\n```\n{MARKUP}\n{WIKI}",
            },
        ],
    },
    "tailor": {
        "title": ARABIC,
        "aliases": ["Tailor", "TAILOR", "sew;er"],
        "category": "Crafts; & <others>",
        "summary": f"{LONG}{EMOJI}",
        "related": [
            {"slug": "tinker", "type": "adjacent", "note": "next door"},
            {"slug": "tinker-s-apprentice", "type": "specialization", "note": "a way in"},
        ],
        "sections": [
            {"heading": "Tools", "markdown": "- **hammer** — to tack\n- **HAMMER** — to shout"},
            {
                "heading": "Vocabulary",
                "markdown": f"- **Hammer** — a word too\n- **Seam** — {FORMULA}",
            },
        ],
    },
    "tinker-s-apprentice": {
        "title": f"Apprentice of {ARABIC}",
        "kind": "role",
        "related": [{"slug": "tinker", "type": "progression", "note": MARKUP}],
    },
}
"""Quotes, newlines, tabs, ``;``, ``]]>``, emoji, right-to-left text, 100 kB of definition, labels that differ
in case alone."""


def write_awkward(folder: Path) -> Path:
    """Write the profiles and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for slug, profile in PROFILES.items():
        text = yaml.safe_dump(
            {"slug": slug, "status": "draft", **profile}, sort_keys=False, allow_unicode=True
        )
        (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
    return folder
