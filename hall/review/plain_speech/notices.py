"""What a notice must say, and titles that promise nothing. Hints only: a short notice is no officialese."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from .clauses import count_han
from .findings import Hint

NOTICE_LENGTH = 12

NOTICE = re.compile(
    "停水|停电|停气|停课|封闭施工|招聘会|讲座|义诊|报名|培训班|开放日|征集|演出|办理点|"
    "(?:通知|公告|通告|启事)(?=[\u3011\uff1a\n]|$)|将于|定于"
)
WHEN = re.compile(
    "\\d\\s*[年月日号点时:\uff1a]|[今明后昨][天晚早日]|今起|周[一二三四五六日天末]|星期|上午|下午|晚上|凌晨|中午|即日|本月|下周|全天|时间|期间"
)
WHERE = re.compile(
    "地点|地址|路|街|道|区|县|镇|村|楼|号|馆|院|校|园|站|厅|广场|中心|线上|网|小程序|全市|全城"
)
ASK = re.compile(
    "电话|热线|咨询|联系|致电|拨打|\\d{7,}|\\d{3,4}-\\d{7}|12345|95598|微信|二维码|扫码|网址|https?:|私信|留言|评论|@"
)
WHO = re.compile(
    "局|公司|所|中心|委|办|馆|院|社区|街道|镇|学校|单位|我们|协会|支队|大队|厂|本[市区县馆院校]|我[市区县馆院校]"
)
NEEDS = [
    ("missing-when", WHEN, _("The notice does not say when.")),
    ("missing-where", WHERE, _("The notice does not say where.")),
    ("missing-who", WHO, _("The notice does not say who does it.")),
    ("missing-contact", ASK, _("The notice does not say whom to ask.")),
]

HEADLINE = re.compile("^[\\s#]*\u3010([^\u3011\n]{1,60})\u3011")
FIRST_LINE = re.compile("^([^\n\u3002\uff01\uff1f]{2,40})\n")
PROMISES_NOTHING = re.compile(
    "(?:关于.{0,40}的)?(?:重要|紧急|最新|有关)?(?:通知|公告|通告|通报|消息|提醒|提示|函|简报|情况说明)|温馨提示|扩散|转发|注意|重磅|"
    ".*(?:工作|会议|活动|大会|座谈会|推进会|部署会|培训班)(?:成功|顺利|圆满|隆重)?(?:召开|举行|举办|开展|进行|开幕|结束|落幕)|"
    ".*(?:召开|举行|开展|组织).*(?:会议|工作|活动|大会|座谈会|推进会|部署会|培训)"
)
TITLE = _("The title says that there is something, not what. Put the thing itself there.")


def missing_facts(text: str, given: str) -> Iterator[Hint]:
    """Yield what a notice leaves out, at the word that makes it a notice."""
    notice = NOTICE.search(text)
    if not notice or count_han(text) < NOTICE_LENGTH:
        return
    quote = given[notice.start() : notice.end()]
    for rule, need, message in NEEDS:
        if not need.search(text):
            yield Hint(notice.start(), notice.end(), 0.0, rule, quote, message)


def empty_titles(text: str, given: str) -> Iterator[Hint]:
    title = HEADLINE.match(text) or FIRST_LINE.match(text)
    if title and PROMISES_NOTHING.fullmatch(title[1].strip()):
        yield Hint(
            title.start(1), title.end(1), 0.3, "empty-title", given[title.start(1) : title.end(1)], TITLE
        )
