"""Rules for how people are reached: e-mail addresses, WeChat and QQ, and for number plates."""

import re
from collections.abc import Iterator

from .find import Hit

LOCAL_PART = r"[a-z0-9._%+-]"
# A Chinese full stop is a dot only before an ending: elsewhere it ends the sentence, and a number may follow.
DOMAIN_PART = r"(?:\.[a-z0-9-]{1,63}| ?(?:[。．点]|\.) ?(?:com|cn|net|org|gov|edu)(?![a-z0-9-]))"
EMAIL = re.compile(
    rf"({LOCAL_PART}{{1,64}}+)(?: ?@ ?|\(at\)|\[at\]|艾特)([a-z0-9-]{{1,63}}{DOMAIN_PART}{{1,6}}+)"
)
DOT = re.compile(" ?[。．点.] ?")
MAIL_SERVICES = {
    *("qq.com", "163.com", "126.com", "139.com", "189.cn", "sina.com", "sina.cn", "foxmail.com", "yeah.net"),
    *("gmail.com", "outlook.com", "hotmail.com", "icloud.com", "vip.qq.com", "aliyun.com", "sohu.com"),
}

BETWEEN = r"(?:号码?|id|[账帐]号|是|为|同号|加|[:,/()\[\]\-， ]){0,6}"
# The city's hotline and what is counted are no accounts.
ACCOUNT_NUMBER = r"(?!12345(?!\d))[1-9]\d{4,}+(?![a-z0-9_-]| ?(?:热线|[元块万人户%]))"
WECHAT = re.compile(
    r"(?:微信|威信|薇信|(?<![a-z])(?:v信|vx|wx|wechat)|加我的?(?:好友|微|v|扣)?(?![国省市县区镇村局院校司们])|加[微v扣])"
    rf"(?!公众|群|小程序|支付){BETWEEN}(?!(?:qq|vx|wx)(?![_-]))([a-z][a-z0-9_-]{{4,}}+|{ACCOUNT_NUMBER})"
)
QQ = re.compile(rf"(?:(?<![a-z])qq|扣扣|企鹅号)(?!群){BETWEEN}({ACCOUNT_NUMBER})")

PLATE = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]) ?([a-z])[ ·•・.-]{0,2}"
    r"((?:[a-hj-np-z0-9]{5}|[a-hj-np-z0-9]{4}[学警港澳挂领使试超]|[a-k][a-hj-np-z0-9]\d{4}|\d{5}[a-k]))(?![a-z0-9])"
)


def emails(view: str) -> Iterator[Hit]:
    for match in EMAIL.finditer(view):
        domain = DOT.sub(".", match[2])
        goes_on = view[match.end() : match.end() + 1] in {*"@_%+.-(["}
        shown = domain if domain in MAIL_SERVICES and not goes_on else "***"
        yield Hit(*match.span(), f"{match[1][0]}***@{shown}", may_be_public=domain.endswith(".gov.cn"))


def accounts(view: str) -> Iterator[Hit]:
    for match in WECHAT.finditer(view):
        yield Hit(*match.span(1), f"{match[1][0]}***")


def qq_numbers(view: str) -> Iterator[Hit]:
    for match in QQ.finditer(view):
        yield Hit(*match.span(1), f"{match[1][0]}***")


def plates(view: str) -> Iterator[Hit]:
    for match in PLATE.finditer(view):
        if any(character.isdigit() for character in match[3]):
            mask = f"{match[1]}{match[2].upper()}·{'*' * len(match[3])}"
            yield Hit(*match.span(), mask, may_be_public=match[3].endswith("警"))
