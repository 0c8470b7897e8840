"""What several formats need: the part of the graph to export, its rows, and how texts are written."""
