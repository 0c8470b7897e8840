"""Rules of Thumb: in lists, or in prose that is a row of them."""

from .statements import sentence_items

NAME = "Rules of Thumb"
EXAMPLE = "- Weigh before you open."
CLASS = "RuleOfThumb"

items = sentence_items
