"""The roof of the house: settings, addresses and the two ways a server calls the site."""
