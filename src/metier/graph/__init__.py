"""Profiles to RDF and back: names, triples, Turtle, SKOS."""
