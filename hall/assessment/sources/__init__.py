"""What happened in a month, read from the tables of the floors below: one set-based read for each kind of fact.

Each read takes the units of a chunk and returns small rows. `facts.py` counts them, `behind.py` shows them to people:
so a number and the list behind it are the same rows.
"""
