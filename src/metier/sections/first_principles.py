"""First Principles: what the rest is derived from. In prose it is one argument, and gives no items."""

from .statements import statement_items

NAME = "First Principles"
EXAMPLE = "- Nobody can open everything, so selection decides results."
CLASS = "FirstPrinciple"

items = statement_items
