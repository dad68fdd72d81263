"""The rule for addresses down to the door: …路12号3栋502, …村5组. The street stays, the numbers go."""

import re
from collections.abc import Iterator

from .find import Hit

ROADS = {"路", "街", "大道", "巷", "弄", "胡同"}
VILLAGES = {"村", "屯", "村委会", "自然村"}
HOMES = {
    *(
        "小区",
        "社区",
        "花园",
        "家园",
        "公寓",
        "大厦",
        "宿舍",
        "广场",
        "山庄",
        "豪庭",
        "名都",
        "公馆",
        "华府",
        "新城",
    ),
    *"苑城府湾园庭居院邨",
}
IN_THE_STREET = {"号", "号楼", "号房", "巷", "栋", "幢", "座", "#"}
BUILDINGS = {"号楼", "栋", "幢", "座", "#", "单元"}
GROUPS = {"组", "队", "社", "小组", "村民小组", "生产队", "号", "巷", "栋", "屋"}
DOORS = {"室", "房", "号房"}
UNITS = IN_THE_STREET | BUILDINGS | GROUPS | DOORS | {"梯", "层", "楼"}


def one_of(words) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


NUMBER = r"(?:\d{1,5}(?:-\d{1,5})?|[一二三四五六七八九十百零〇]{1,5}|(?<![a-z])[a-z]\d{0,3})"
PART = rf"第?{NUMBER}(?:{one_of(UNITS)})"
ROOM = r"(?<![\d-])(?:\d{2,4}|[零〇一二三四五六七八九]{3,4})(?![\d元年月日号米个人多余户名次万千百栋幢层楼套平间岁%.-])"
TAIL = re.compile(
    rf"(?<![\d.])(?:({one_of(ROADS | VILLAGES | HOMES)})[ ,，]?)?(?<![\d一二三四五六七八九十百零〇-])"
    rf"({PART}(?:[ ,，-]?{PART}){{0,5}}(?:[ -]?{ROOM})?)(?!线|文|令|公交|公路)"
)
# How a door is written without any 栋 or 室: 鸿运花园A803, 我家3-2-501.
DOOR = re.compile(
    rf"(?:{one_of(HOMES)}|住在?|我家在?|家在) ?"
    r"([a-z]?\d{1,2}[-#]\d{1,2}[-#]\d{3,4}|[a-z]\d{0,2}[-#]?\d{3,4}|\d{1,2}[-#]\d{3,4})"
    r"(?![\d.%-]|[a-z]| ?[元年月日天号米个人多户名万路线公])"
)
EACH_UNIT = re.compile(rf"{NUMBER}({one_of(UNITS)})")
EACH_NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十百零〇]+|[a-z]")


def addresses(view: str) -> Iterator[Hit]:
    for match in TAIL.finditer(view):
        lead, tail = match[1] or "", match[2]
        units = EACH_UNIT.findall(tail)
        if begins_an_address(lead, units):
            at_a_door = ends_at_a_door(tail, units)
            if lead or at_a_door:
                is_exact = at_a_door or len(units) > 1 or lead in VILLAGES
                mask = EACH_NUMBER.sub("**", tail)
                yield Hit(*match.span(2), mask, may_be_public=not is_exact)


def doors(view: str) -> Iterator[Hit]:
    for match in DOOR.finditer(view):
        yield Hit(*match.span(1), EACH_NUMBER.sub("**", match[1]))


def begins_an_address(lead: str, units: list[str]) -> bool:
    """Tell whether what is numbered first can follow the place that is named before it."""
    if lead in ROADS:
        return units[0] in IN_THE_STREET
    if lead in VILLAGES:
        return units[0] in GROUPS
    return units[0] in BUILDINGS


def ends_at_a_door(tail: str, units: list[str]) -> bool:
    """Tell whether the last thing is a room: one that is called so, or a bare number behind the last unit."""
    return units[-1] in DOORS or EACH_NUMBER.fullmatch(tail[-1]) is not None
