"""Where texts come from, and what of them is read."""
