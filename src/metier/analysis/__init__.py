"""Questions about the graph as a network: who is near, how to get there, what is shared, what is missing."""
