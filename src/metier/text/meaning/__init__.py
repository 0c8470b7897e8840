"""What a text is about, and which nodes its names mean."""
