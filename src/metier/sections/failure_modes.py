"""Failure Modes: how the work goes wrong; in lists, or in prose that is a row of them."""

from .statements import sentence_items

NAME = "Failure Modes"
EXAMPLE = "- **Tunnel vision.** The first find ends the search."
CLASS = "FailureMode"

items = sentence_items
