"""The names of a graph, and where a text has them."""
