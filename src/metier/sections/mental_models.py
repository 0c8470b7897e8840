"""Mental Models: the pictures that experts reason with."""

from .statements import headed_items

NAME = "Mental Models"
EXAMPLE = "- **Declaration as testimony.** Every entry is a claim; look for two that disagree."
CLASS = "MentalModel"

items = headed_items
