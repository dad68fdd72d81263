"""What a person is called in public, and which names nobody may take."""

import re
from datetime import datetime, timedelta
from unicodedata import category, normalize

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.signals import nickname_wanted
from portal.core.plain_text import graphemes, tidy
from portal.core.search.text import fold

SHORTEST, LONGEST = 2, 16
PAUSE = timedelta(days=30)
SECOND_THOUGHTS = timedelta(hours=24)
JOINTS = "_·-"
NOT_OF_THE_NAME = re.compile(rf"[\s{JOINTS}]+")
LONGEST_NUMBER = 6

# A reader takes a name with one of these for an office, for its police or for whoever runs the hall.
OFFICIAL_WORDS = (
    *("发布", "官方", "公安", "政府", "警察", "警方", "交警", "民警", "网警", "法院", "检察", "纪委", "监委"),
    *("市委", "县委", "区委", "党委", "人大常委", "政协", "书记", "市长", "县长", "区长", "局长", "办公室"),
    *("管理员", "版主", "客服", "系统消息", "匿名", "注销"),
    *("admin", "official", "police", "government"),
)


def shown_name(user) -> str:
    """Return what readers call `user`: the nickname and never the e-mail address."""
    return (user and user.nickname) or _("A resident")


def tidy_nickname(text: str) -> str:
    """Return what was typed as it is kept: in ordinary widths, without anything that the eye does not see."""
    return " ".join(tidy(normalize("NFKC", tidy(text[:200]))).split())


def fold_nickname(nickname: str) -> str:
    """Return the form in which two nicknames that look the same are the same."""
    return NOT_OF_THE_NAME.sub("", fold(nickname))


def why_not_nickname(nickname: str) -> str:
    """Say why nobody may be called this, whoever asks. Takes a nickname that is tidy."""
    folded = fold_nickname(nickname)
    length = sum(1 for _character in graphemes(nickname))
    if "@" in nickname:
        return _("A nickname must not be an e-mail address: everybody reads it.")
    if not length >= SHORTEST or not folded or len(nickname) > LONGEST:
        return _("A nickname has 2 to 16 characters.")
    if any(category(character)[0] not in "LM" and not is_plain(character) for character in nickname):
        return _("A nickname is made of letters, characters and digits; “-”, “_” and “·” may stand between.")
    if len(re.sub(r"\D", "", folded)) > LONGEST_NUMBER or folded.isdigit():
        return _("A nickname must not be a telephone number or another number of yours: everybody reads it.")
    if any(word in folded for word in OFFICIAL_WORDS):
        return _("This name sounds official. Please choose another.")
    answers = (answer for _receiver, answer in nickname_wanted.send(fold_nickname, folded=folded))
    return next(filter(None, answers), "")


def is_plain(character: str) -> bool:
    return category(character) == "Nd" or character in JOINTS


def why_not_rename(user, now: datetime) -> str:
    """Say why `user` has to wait before choosing another nickname. The first one may be changed once within a day."""
    if user.nickname_chosen_at is None or now >= user.nickname_chosen_at + PAUSE:
        return ""
    if user.nickname_is_first and now < user.nickname_chosen_at + SECOND_THOUGHTS:
        return ""
    days = (user.nickname_chosen_at + PAUSE - now).days + 1
    return ngettext(
        "A nickname can be changed every 30 days. Try again tomorrow.",
        "A nickname can be changed every 30 days. Try again in %(days)d days.",
        days,
    ) % {"days": days}
