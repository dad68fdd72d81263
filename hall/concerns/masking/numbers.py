"""Rules for numbers: identity cards, bank cards, mobiles and landlines. They read folded text."""

import re
from collections.abc import Iterator
from datetime import date

from .find import Hit
from .folding import HIDDEN

GAP = r"[ \-._·•~]{0,2}"
ABROAD = rf"(?:\(?(?:\+|00)?86\)?{GAP})?"
AMOUNT = r"(?! ?[元块万亿千%])"
BEFORE = 16
DIGIT_GROUPS = re.compile(r"\d+")

PROVINCES = {
    *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
    *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"),
    *("71", "81", "82", "83"),
}
IDENTITY = re.compile(r"(?<![0-9a-z])[1-8](?:[ -]?\d){13}(?:(?:[ -]?\d){3}[ -]?[\dx×]|[ -]?\d)(?![0-9a-z×])")
IDENTITY_WORDS = re.compile(r"身份|证件|证号")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10x98765432"

PAPERS = re.compile(r"(?:护照|通行证|[回返]乡证|台胞证|学籍)[^\da-z\n]{0,4}([a-z]{1,2}\d{7,18})(?![\da-z])")

CARD = re.compile(r"(?<!\d)[3-6](?:[ -]?\d){14,18}(?!\d)")
NUMBERED_ACCOUNT = re.compile(
    r"(?:卡号|银行卡|储蓄卡|[账帐]号|[账帐]户)[^\d\n]{0,6}(\d(?:[ -]?\d){11,20})(?!\d)"
)

BETWEEN_DIGITS = r"[ \-._·•~,、/]{0,3}"
MOBILE = re.compile(
    rf"(?<!\d){ABROAD}((?:\(1[3-9]\d\)|1{BETWEEN_DIGITS}[3-9]{BETWEEN_DIGITS}\d)(?:{BETWEEN_DIGITS}\d){{8}})"
    rf"(?!\d|-[\d{HIDDEN}]){AMOUNT}"
)
# How people part the eleven digits. Lists of lines, addresses of machines and tables of figures part them otherwise.
MOBILE_GROUPS = {
    *(
        (11,),
        (3, 8),
        (3, 4, 4),
        (4, 4, 3),
        (4, 7),
        (5, 6),
        (6, 5),
        (7, 4),
        (8, 3),
        (1, 10),
        (2, 9),
        (4, 3, 4),
    ),
    *((3, 3, 5), (3, 5, 3), (5, 3, 3), (1, 2, 4, 4), (1, 2, 8), (3, 2, 2, 4), (3, 4, 2, 2), (3, 2, 2, 2, 2)),
    (1,) * 11,
}
# Commas part what is listed too: lines, years, sums. These few groups are a number all the same.
IN_A_LIST = re.compile("[,、/]")
LISTED_GROUPS = {(3, 8), (3, 4, 4), (3, 3, 5), (7, 4), (1,) * 11}
COUNTED = re.compile(" ?[年月日号路栋幢座楼户人个名元块万亿斤米度线%]")

LANDLINE = re.compile(
    rf"(?<!\d){ABROAD}\(?(0(?:10|2\d|[3-9]\d\d))\)?{GAP}([2-9]\d{{2,3}}{GAP}\d{{4}})"
    rf"(?:(?: ?(?:转|分机|ext\.?) ?|-)\d{{1,6}})?(?!\d){AMOUNT}"
)
LOCAL_LANDLINE = re.compile(
    rf"(?:电话(?!费)|座机|固话|致电|拨打|tel)[^\d\n{HIDDEN}]{{0,6}}([2-9]\d{{2,3}}[ -]?\d{{4}})(?!\d){AMOUNT}"
)
LABELLED_LANDLINE = re.compile(
    rf"(?<![\d.-])([2-9]\d{{2,3}}[ -]?\d{{4}})(?!\d)"
    rf" ?(?=(?:\(|就?是|为|[^\d\n{HIDDEN}]{{0,2}}家)[^\d\n{HIDDEN},。;]{{0,6}}(?:电话(?!费)|座机|固话))"
)
SAID_AFTERWARDS = re.compile(r" ?(?:\(|就?是|为)[^\d\n,。;]{0,12}")
SENTENCE_END = re.compile(r"[。！？!?；;\n]")
OFFICE = re.compile(
    "热线|值班|客服|窗口|大厅|办公|咨询|投诉|监督|服务|[局厅]|中心|医院|学校|中学|小学|公司|银行|政府|[居村街]委|街道办|"
    "派出所|事务所|供电所|卫生站|管理处|物业|前台|法院|检察院"
)
AT_HOME = re.compile("我家|家里|家中|我的|本人|自家|住宅|宅电|爸|妈|父亲|母亲|老公|老婆")


def identity_cards(view: str) -> Iterator[Hit]:
    for match in IDENTITY.finditer(view):
        number = "".join(re.findall(r"[\dx]", match[0].replace("×", "x")))
        if is_identity(number, is_named=bool(IDENTITY_WORDS.search(view, *before(match.start())))):
            yield Hit(*match.span(), masked_after(number, 4))


def papers(view: str) -> Iterator[Hit]:
    """Passports, travel permits and pupils' numbers, where they are called so."""
    for match in PAPERS.finditer(view):
        yield Hit(*match.span(1), masked_after(match[1].upper(), 1))


def is_identity(number: str, *, is_named: bool) -> bool:
    """Tell whether a number has the parts of an identity card. Where it is called one, a slip of the pen counts too."""
    if number[:2] not in PROVINCES:
        return False
    born = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    if not is_day(born):
        return False
    return len(number) == 15 or is_named or check_of(number) == number[-1]


def is_day(digits: str) -> bool:
    try:
        year = date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year
    except ValueError:
        return False
    return 1900 <= year <= 2099


def check_of(number: str) -> str:
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11]


def bank_cards(view: str) -> Iterator[Hit]:
    for match in CARD.finditer(view):
        groups = DIGIT_GROUPS.findall(match[0])
        number = "".join(groups)
        if all(len(group) >= 4 for group in groups[:-1]) and passes_luhn(number):
            yield Hit(*match.span(), masked_after(number, 4))


def numbered_accounts(view: str) -> Iterator[Hit]:
    for match in NUMBERED_ACCOUNT.finditer(view):
        yield Hit(*match.span(1), masked_after("".join(DIGIT_GROUPS.findall(match[1])), 4))


def passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def mobiles(view: str) -> Iterator[Hit]:
    at = 0
    while match := MOBILE.search(view, at):
        at = match.start() + 1
        groups = DIGIT_GROUPS.findall(match[1])
        if are_a_mobile(match[1], tuple(map(len, groups))) and not (
            IN_A_LIST.search(match[1]) and COUNTED.match(view, match.end())
        ):
            number, at = "".join(groups), match.end()
            yield Hit(*match.span(), f"{number[:3]}****{number[-4:]}")


def are_a_mobile(written: str, lengths: tuple[int, ...]) -> bool:
    return lengths in (LISTED_GROUPS if IN_A_LIST.search(written) else MOBILE_GROUPS)


def landlines(view: str) -> Iterator[Hit]:
    for match in LANDLINE.finditer(view):
        local = "".join(DIGIT_GROUPS.findall(match[2]))
        if len(match[1]) == 4 or len(local) == 8:
            mask = f"{match[1]}-{masked_after(local, 1)}"
            yield Hit(*match.span(), mask, may_be_public=is_of_an_office(view, *match.span()))


def local_landlines(view: str) -> Iterator[Hit]:
    for match in LOCAL_LANDLINE.finditer(view):
        local = "".join(DIGIT_GROUPS.findall(match[1]))
        may_be_public = is_of_an_office(view, *match.span(1))
        yield Hit(*match.span(1), masked_after(local, 1), may_be_public=may_be_public)


def labelled_landlines(view: str) -> Iterator[Hit]:
    """Numbers that are called so afterwards: 3388888是我家电话."""
    for match in LABELLED_LANDLINE.finditer(view):
        local = "".join(DIGIT_GROUPS.findall(match[1]))
        may_be_public = is_of_an_office(view, *match.span(1))
        yield Hit(*match.span(1), masked_after(local, 1), may_be_public=may_be_public)


def is_of_an_office(view: str, start: int, end: int) -> bool:
    """Tell whether the words around a number call it that of an office, and none that of a home."""
    near = SENTENCE_END.split(view[slice(*before(start))])[-1]
    if said := SAID_AFTERWARDS.match(view, end):
        near += said[0]
    return bool(OFFICE.search(near)) and not AT_HOME.search(near)


def before(start: int) -> tuple[int, int]:
    return max(0, start - BEFORE), start


def masked_after(text: str, kept: int) -> str:
    """Return `text` with all but its first characters masked, and never with fewer than three stars."""
    return text[:kept] + "*" * max(3, len(text) - kept)


EVERY_NUMBER = (
    ("identity", identity_cards),
    ("identity", papers),
    ("card", bank_cards),
    ("card", numbered_accounts),
    ("mobile", mobiles),
    ("landline", landlines),
    ("landline", local_landlines),
    ("landline", labelled_landlines),
)
