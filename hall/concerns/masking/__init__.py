"""Finds what identifies a person in Chinese text, and suggests how to mask it. Pure, and in linear time.

    for find in finds("打我电话138 1234 5678"):
        find.kind, find.text, find.mask          # mobile, "138 1234 5678", "138****5678"

It changes nothing by itself: a moderator takes or leaves each find. What may well be the number or the place of an
office says so (`may_be_public`). Text that was masked holds no finds.
"""

from .find import Find, PersonalData
from .finder import finds, masked, parted, with_masks

__all__ = ["Find", "PersonalData", "finds", "masked", "parted", "with_masks"]
