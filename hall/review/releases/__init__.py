"""Releases by the clock: a post, or a bundle of posts of several units, that goes out at a moment chosen beforehand."""
