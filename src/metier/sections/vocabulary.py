"""Vocabulary: the terms of the trade, each with its definition."""

from .entries import bold_entries

NAME = "Vocabulary"
EXAMPLE = "- **Harmonized System (HS)** — the classification of goods that customs tariffs share."
CONCEPT = "term"

entries = bold_entries
