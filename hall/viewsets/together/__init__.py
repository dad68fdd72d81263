"""Screens of units that act as one."""
