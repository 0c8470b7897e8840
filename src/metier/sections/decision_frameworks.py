"""Decision Frameworks: ways to decide what recurs."""

from .statements import headed_items

NAME = "Decision Frameworks"
EXAMPLE = "- **Hold or release.** Hold only while an answer is still coming."
CLASS = "DecisionFramework"

items = headed_items
