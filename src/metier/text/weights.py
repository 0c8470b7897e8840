"""What each feature of a name and of its place adds to the logarithm of the odds that its node is meant.

Fitted by logistic regression to the tuned texts of ``tests/gold/articles`` (``python -m benchmarks.articles
--fit``), the constant raised by 1 for recall; what hardly occurs there has a weight set by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "constant": -2.5,
    "specificity": 3.1,
    "commonest": 2.2,
    "near": 3.5,
    "single": -1.9,
    "single and near": 2.0,
    "agent": 1.3,
    "instrument": 0.9,
    "users": -0.3,
    "kind practice": 0.4,
    "kind Placeholder": 2.6,
    "kind Specialization": -0.1,
    "kind Term": -1.4,
    "kind Tool": -1.6,
    "form alias": -0.9,
    "form part": -0.2,
    "form head": -2.2,
    "way inflected": -0.8,
    "inflected and single": -0.8,
    "verb": -0.9,
    "modifies": -0.4,
    "modifies people": -0.1,
    "modified": -0.2,
    # by hand
    "form letter": -1.0,
    "form conjunct": -0.3,
    "form joined": -0.3,
    "form split": -0.3,
    "way reordered": -0.3,
    "way shortened": -0.5,
}
