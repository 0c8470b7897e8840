"""Tools: what the work is done with, an entry a bold head."""

from .entries import bold_entries

NAME = "Tools"
EXAMPLE = "- **Density meter** — finds what is packed behind a panel."
CONCEPT = "tool"

entries = bold_entries
