"""Texts about occupations: what they name of the graph, what they are about, and a draft of a profile."""
