"""Builds the demonstration city, one module for each part of it. Every builder may run again: it adds what is missing."""
