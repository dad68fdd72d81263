"""Units act as one: they follow each other, read each other and pass on what the other says (BRIEF M13)."""
