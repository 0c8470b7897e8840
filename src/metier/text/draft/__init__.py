"""A profile begun from an article: its sentences sorted under the headings of a profile, to be rewritten.

Nothing is made up: every text is a quotation or a name that the article has, the links are occupations that it
names, and the category is that of the profiles that are most like it, which the file says.
"""

from __future__ import annotations

from .making import Draft, draft_of
from .writing import draft_to_yaml

__all__ = ["Draft", "draft_of", "draft_to_yaml"]
