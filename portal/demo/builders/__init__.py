"""Builds the demonstration city, one module a part. Every builder may run again: it adds what is missing."""
