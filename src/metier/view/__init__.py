"""The graph as one HTML file that a reader opens and looks around in."""
