"""Words that more people say now than before. Pure.

A word counts once for each person, so that one who writes it fifty times does not raise it.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import log

from portal.core.search.text import fold, whole_words

DAYS_BEFORE = 14
FEWEST = 3
# How many times as many people as on an ordinary day.
MULTIPLE = 2
SHOWN = 20
# An unknown word was said by somebody before, we just did not hear it.
UNHEARD = 0.5

# What people write in any question.
EMPTY = frozenset(
    [
        "请问",
        "电话",
        "不能",
        "你好",
        "您好",
        "谢谢",
        "什么",
        "怎么",
        "为什么",
        "时候",
        "现在",
        "今天",
        "昨天",
        "明天",
        "每天",
        "早上",
        "上午",
        "中午",
        "下午",
        "晚上",
        "星期",
        "小时",
        "分钟",
        "我们",
        "你们",
        "他们",
        "大家",
        "自己",
        "这个",
        "那个",
        "这里",
        "那里",
        "可以",
        "能不能",
        "可不可以",
        "已经",
        "还是",
        "没有",
        "不是",
        "就是",
        "但是",
        "因为",
        "所以",
        "如果",
        "希望",
        "知道",
        "觉得",
        "有人",
        "一个",
        "一下",
        "一直",
        "问题",
        "有没有",
        "是不是",
        "时间",
        "地方",
        "这样",
        "那么",
        "多少",
        "反映",
        "领导",
        "部门",
        "单位",
        "河源",
        "河源市",
    ]
)


@dataclass(frozen=True)
class Said:
    """Something that was said, and who said it: a key that is the same for one person, never shown."""

    speaker: Hashable
    text: str


@dataclass(frozen=True)
class RisingWord:
    """A word, by how many people it was said now, and by how many on average in as long a time before."""

    word: str
    people: int
    before: float


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that could be about something, folded as search folds them."""
    return frozenset(
        word for word in whole_words(fold(text)) if len(word) > 1 and word not in EMPTY and not word.isascii()
    )


def people_by_word(said: Iterable[Said]) -> Counter[str]:
    """Count by how many people each word was said."""
    return Counter(
        word for word, _speaker in {(word, one.speaker) for one in said for word in words_of(one.text)}
    )


def rising_words(
    now: Iterable[Said], before: Iterable[Said], times_as_long: float = DAYS_BEFORE
) -> list[RisingWord]:
    """Return the words that clearly more people say now than in as long a time before, the clearest first.

    `before` lasted so many times as long as `now`. A word that always stands inside a longer one which as many people
    said is left to the longer one.
    """
    today, earlier = people_by_word(now), people_by_word(before)
    found = []
    for word, people in today.items():
        average = earlier[word] / times_as_long
        if people >= FEWEST and people >= MULTIPLE * average:
            found.append((people * log(people / (average + UNHEARD / times_as_long)), word, people, average))
    found.sort(key=lambda row: (-row[0], row[1]))
    words = [RisingWord(word, people, average) for _score, word, people, average in found]
    return [one for one in words if not is_part_of_another(one, words)][:SHOWN]


def is_part_of_another(one: RisingWord, words: list[RisingWord]) -> bool:
    return any(
        one.word != other.word and one.word in other.word and one.people <= other.people for other in words
    )
