"""The hall desk's screens for bringing units online."""
