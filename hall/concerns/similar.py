"""Answered public concerns like what somebody is about to ask."""

import re

from hall.concerns.masking import finds, masked
from hall.concerns.models import Concern, ConcernSearchEntry
from hall.concerns.public.queries import ANSWERED_STATES
from portal.core.search.matching import Terms, either_of
from portal.core.search.query import BESIDE_THE_SUBJECT, QUESTION_WORDS
from portal.core.search.text import fold, is_run, pieces, run_tokens, smallest_words

MOST_PARTS = 24
CANDIDATES = 60
READ = 300
LEAST_SHARE = 0.25
# 三次, 一个, 十五号: how many, and of what day, but not of what.
NUMERAL = re.compile(
    "第?[零〇一二三四五六七八九十百千万亿两几半多数]+[个次天年月日号点元块名位条家户周岁种件张届期]?"
)
# What most questions say, whatever they are about.
BESIDE_THE_MATTER = {
    *(
        "反映",
        "问题",
        "情况",
        "希望",
        "请求",
        "建议",
        "投诉",
        "咨询",
        "解决",
        "处理",
        "回复",
        "答复",
        "尽快",
        "麻烦",
    ),
    *(
        "谢谢",
        "感谢",
        "你好",
        "您好",
        "领导",
        "部门",
        "有关",
        "相关",
        "市民",
        "群众",
        "居民",
        "大家",
        "我们",
        "他们",
    ),
    *(
        "已经",
        "没有",
        "还是",
        "就是",
        "一直",
        "这个",
        "那个",
        "这里",
        "那里",
        "因为",
        "所以",
        "但是",
        "而且",
        "星期",
        "小时",
    ),
}
NO_SUBJECT = QUESTION_WORDS | BESIDE_THE_SUBJECT | BESIDE_THE_MATTER


def similar_answered(words: str, limit: int = 3, *, but: Concern | None = None) -> list[Concern]:
    """Return public concerns that were answered publicly and are about the same, the nearest first.

    What shares a pair of characters with the subject is a candidate; how many pairs two texts share decides.
    """
    asked = pairs_of(masked(words[:READ], finds(words[:READ])))
    if not asked:
        return []
    match = either_of(Terms((pair,)) for pair in sorted(asked)[:MOST_PARTS])
    concerns = Concern.objects.public().filter(state__in=ANSWERED_STATES, answer_shown_at__isnull=False)
    if but:
        concerns = concerns.exclude(pk=but.pk)
    candidates = ConcernSearchEntry.objects.filter(terms__matches=match, concern__in=concerns.values("pk"))
    newest = candidates.order_by("-shown_at", "-concern").values_list("pk", flat=True)[:CANDIDATES]
    near = Concern.objects.for_public().filter(pk__in=list(newest))
    ranked = sorted(((nearness(asked, concern), concern.pk, concern) for concern in near), reverse=True)
    return [concern for share, _pk, concern in ranked[:limit] if share >= LEAST_SHARE]


def nearness(asked: set[str], concern: Concern) -> float:
    """Return which part of what is asked a concern shares, its subject counting double."""
    subject = pairs_of(concern.public_subject)
    shared = len(asked & (subject | pairs_of(concern.public_text[:READ])))
    return (shared + len(asked & subject)) / (2 * len(asked))


def pairs_of(text: str) -> set[str]:
    """Return the pairs of characters in the words that a question is about, and what is written in letters.

    Numbers and single characters say nothing of the matter: bus 3 is not like building 3.
    """
    found: set[str] = set()
    for piece in pieces(fold(text)):
        if not is_run(piece.text):
            found |= {piece.text} if len(piece.text) > 1 and not piece.text.isdigit() else set()
            continue
        for word in smallest_words(piece.text):
            if len(word) > 1 and word not in NO_SUBJECT and not NUMERAL.fullmatch(word):
                found.update(run_tokens(word)[:-1])
    return found
