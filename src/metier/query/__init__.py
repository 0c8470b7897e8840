"""Queries: what may be asked, and how answers are written."""
