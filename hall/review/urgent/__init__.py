"""The urgent lane: named people publish at once, and others look at the post afterwards (BRIEF M8)."""
