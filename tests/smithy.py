"""A tiny collection whose network can be drawn on a napkin: the tests of analyses ask it.

apprentice ⇄ smith ⇄ miner ─related→ chemist        smith ─specialization→ farrier
smith, farrier: anvil      smith, chemist: the term annealing      hermit: alone, with a candle
"""

from __future__ import annotations

from pathlib import Path

import metier

from .support import write_profile

PROFILES = {
    "apprentice": """\
aliases: [Trainee, Prentice]
tags: [iron, learning]
related:
- {slug: smith, type: progression, note: a master's piece opens the door}
""",
    "smith": """\
aliases: [Ironworker, Trainee]
tags: [iron, fire]
difficulty: advanced
specializations: [Prentices, knife maker]
related:
- {slug: apprentice, type: prerequisite, note: began at the bellows}
- {slug: miner, type: collaboration, note: buys the ore}
- {slug: farrier, type: specialization, note: a smith who shoes horses}
sections:
- heading: Guiding Principles
  markdown: |-
    - **Strike while it is hot.** Cold iron cracks.
- heading: Vocabulary
  markdown: '- **Annealing** — slow cooling that makes iron soft'
- heading: Tools
  markdown: |-
    - **Anvil** — to forge on
    - **Ball hammer** — to peen
""",
    "farrier": """\
tags: [iron, horses]
sections:
- heading: Guiding Principles
  markdown: |-
    - **Strike the iron while hot.** A cold shoe never fits.
- heading: Tools
  markdown: |-
    - **Anvil** — to turn shoes on
    - **Hammer** — to drive nails
- heading: Collaboration
  markdown: The chemist tells which salve is safe.
""",
    "miner": """\
related:
- {slug: smith, type: collaboration, note: sells by the cart}
- {slug: chemist, type: related, note: has the ore assayed}
""",
    "chemist": """\
sections:
- heading: Vocabulary
  markdown: '- **Annealing** — slow cooling that makes a metal soft'
""",
    "hermit": """\
sections:
- heading: Tools
  markdown: '- **Candle** — to read by'
""",
}


def write_smithy(folder: Path) -> Path:
    """Write the profiles and return their folder."""
    for slug, more in PROFILES.items():
        write_profile(folder, slug, more)
    return folder


def build_smithy(folder: Path) -> metier.KnowledgeGraph:
    """Return the graph of the profiles, written below ``folder``."""
    return metier.build(write_smithy(folder), jobs=1)
