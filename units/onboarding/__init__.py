"""Bringing a city's units online in batches, from one spreadsheet (BRIEF M3)."""
