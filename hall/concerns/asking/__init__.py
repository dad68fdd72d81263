"""The citizen's side: asking, looking up, and what only who asked may do."""
