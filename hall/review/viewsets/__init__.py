"""The reviewers' screens in Wagtail's admin."""
