"""Numbers found again in a Word file: every quantity in it, and the figure of the data that it may be."""
