"""What each feature of a name and of its place adds to the logarithm of the odds that its node is meant.

Fitted by logistic regression to the tuned texts of ``tests/gold/articles`` (``python -m benchmarks.articles
--fit``), the constant raised by 0.8 for recall; what hardly occurs there has a weight set by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "constant": -2.8,
    "specificity": 3.1,
    "commonest": 2.1,
    "near": 3.4,
    "single": -2.7,
    "single and near": 1.4,
    "acronym": 1.5,
    "agent": 1.8,
    "instrument": 0.7,
    "users": 0.8,
    "kind practice": 0.5,
    "kind Placeholder": 2.8,
    "kind Specialization": -0.2,
    "kind Term": -1.5,
    "kind Tool": -1.6,
    "form head": -1.8,
    "form part": -0.3,
    "form initials": -0.7,
    "way shortened": -0.7,
    "way inflected": -0.6,
    "inflected and single": -0.7,
    "verb": -2.2,
    "modifies": -0.7,
    "modifies people": -0.5,
    # by hand
    "rivals": -1.0,
    "proper": -5.0,
    "only modifies": -0.8,
    "head of a compound": -2.5,
    "capital of a sentence": -2.0,
    "no English": -5.0,
    "form letter": -1.0,
    "form conjunct": -0.3,
    "form joined": -0.3,
    "form split": -0.3,
    "way reordered": -0.3,
    "way misspelled": -0.7,
}
