"""Reading prose for the things that it names: words, noun phrases, enumerations, clauses, glosses.

There is no statistical tagger behind this. A sentence is taken apart at the marks that its author set
(semicolons, dashes, colons, parentheses, commas), its verb is found with a list of verbs, and what stands
behind words of purpose is left out. The words are in ``words/grammar.txt``.
"""

from .clauses import things_in_prose
from .enumerations import things_in_aside
from .glosses import things_after_head
from .heads import things_in_head

__all__ = ["things_after_head", "things_in_aside", "things_in_head", "things_in_prose"]
