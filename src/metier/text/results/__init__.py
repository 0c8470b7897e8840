"""Annotations as they are given away."""
