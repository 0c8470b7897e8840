"""Anti-patterns: habits that look like good work; in lists, or in prose that is a row of them."""

from .statements import sentence_items

NAME = "Anti-patterns"
EXAMPLE = "- **Profiling by passport.** It replaces evidence with a guess."
CLASS = "AntiPattern"

items = sentence_items
