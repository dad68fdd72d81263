"""The front door: the front page and the search page."""
