"""The demonstration city: it may import everything, and nothing imports it."""
