"""The gate: tiered review between what is written and what is public (BRIEF M7)."""
