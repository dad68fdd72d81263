"""The admin screens of units and their teams."""
