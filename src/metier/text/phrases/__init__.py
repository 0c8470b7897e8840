"""What a text may name that is in no graph."""
