"""What each feature of a name and of its place adds to the logarithm of the odds that its node is meant.

Fitted by logistic regression to the tuned texts of ``tests/gold/articles`` (``python -m benchmarks.articles
--fit``), the constant raised by 0.8 for recall; what hardly occurs there has a weight set by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "constant": -2.2,
    "specificity": 3.2,
    "commonest": 2.3,
    "near": 3.3,
    "single": -2.7,
    "single and near": 1.4,
    "acronym": 1.4,
    "agent": 1.0,
    "instrument": 0.7,
    "users": 0.7,
    "kind practice": 0.9,
    "kind Placeholder": 3.5,
    "kind Specialization": -0.2,
    "kind Term": -2.1,
    "kind Tool": -2.1,
    "form head": -2.1,
    "form part": -0.3,
    "way inflected": -0.6,
    "inflected and single": -0.7,
    "way shortened": -0.8,
    "verb": -1.5,
    "modifies": -0.6,
    "modifies people": -1.0,
    "modified": -0.2,
    # by hand
    "form letter": -1.0,
    "form conjunct": -0.3,
    "form joined": -0.3,
    "form split": -0.3,
    "way reordered": -0.3,
    "way misspelled": -0.7,
}
