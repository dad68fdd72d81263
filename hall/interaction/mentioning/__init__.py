"""Units are called by name, and settle what calls them."""
