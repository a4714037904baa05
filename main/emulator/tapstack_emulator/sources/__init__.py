"""Event source mappings: what reads a source and calls a function with batches of it."""
