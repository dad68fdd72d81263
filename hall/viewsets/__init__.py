"""The hall's screens in the admin."""
