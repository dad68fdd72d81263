"""The public pages of concerns: the list, one concern, the search and the figures. They read `public_` words alone."""
