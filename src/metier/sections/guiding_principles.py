"""Guiding Principles: the rules that the work keeps to."""

from .statements import headed_items

NAME = "Guiding Principles"
EXAMPLE = "- **Record before disturbing.** The chain of custody begins at the first touch."
CLASS = "Principle"

items = headed_items
