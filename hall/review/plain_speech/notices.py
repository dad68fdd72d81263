"""What a notice must say, and titles that promise nothing. Hints only: a short notice is no officialese."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from .clauses import count_han
from .findings import Hint

NOTICE_LENGTH = 12


def one_of(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


HERE = "[^\u3002\uff01\uff1f\n#]"
EVENTS = one_of("招聘会 讲座 义诊 培训班 演出 开放日 比赛")
CUT = "停[水电气]"
# What makes a text a notice: its heading, a date fixed, a supply cut, an event called. The word itself does not.
NOTICE = re.compile(
    "|".join(
        [
            one_of("通知 公告 通告 启事") + "(?=[\u3011\uff1a\n]|$)",
            one_of("将于 定于 拟于"),
            one_of("临时 计划 抢修 检修 施工 维修") + HERE + "{0,10}" + CUT,
            CUT + "(?=" + one_of("通知 预告 公告 检修") + "|" + HERE + "{0,8}" + one_of("请 储水") + ")",
            one_of("举办 举行 组织") + HERE + "{0,14}" + EVENTS,
            EVENTS + HERE + "{0,6}" + one_of("举行 举办 开始 开讲"),
            one_of("开始 接受 欢迎 启动") + "报名|报名" + one_of("开始 启动"),
        ]
    )
)
PAST = re.compile(one_of("昨天 昨日 昨晚 前天 上周 已举行 已举办 已经举行 已经举办 圆满 落幕 结束了"))

WHEN = re.compile(
    "\\d\\s*[年月日号点时:\uff1a]|[今明后昨][天晚早日]|周[一二三四五六日天末]|"
    + one_of("今起 星期 上午 下午 晚上 凌晨 中午 即日 本月 下周 全天 时间 期间")
)
WHERE = re.compile(
    "[路街道区县镇村楼号馆院校园站厅网]|" + one_of("地点 地址 广场 中心 线上 小程序 全市 全城")
)
WHO = re.compile(
    "[局所委办馆院镇厂]|"
    + one_of("公司 中心 社区 街道 学校 单位 我们 协会 支队 大队")
    + "|[本我][市区县馆院校]"
)
ASK = re.compile(
    one_of("电话 热线 咨询 联系 致电 拨打 微信 二维码 扫码 网址 https?: 私信 留言 评论")
    + "|\\d{7,}|\\d{3,4}-\\d{7}|12345|95598|@"
)
NEEDS = [
    ("missing-when", WHEN, _("The notice does not say when.")),
    ("missing-where", WHERE, _("The notice does not say where.")),
    ("missing-who", WHO, _("The notice does not say who does it.")),
    ("missing-contact", ASK, _("The notice does not say whom to ask.")),
]

HEADLINE = re.compile("^[\\s#]*\u3010([^\u3011\n]{1,60})\u3011")
FIRST_LINE = re.compile("^([^\n\u3002\uff01\uff1f]{2,40})\n")
GATHERINGS = one_of("工作 会议 活动 大会 座谈会 推进会 部署会 培训班 培训")
PROMISES_NOTHING = re.compile(
    "|".join(
        [
            "(?:关于.{0,40}的)?"
            + one_of("重要 紧急 最新 有关")
            + "?"
            + one_of("通知 公告 通告 通报 消息 提醒 提示 函 简报 情况说明"),
            one_of("温馨提示 扩散 转发 注意 重磅"),
            ".*"
            + GATHERINGS
            + one_of("成功 顺利 圆满 隆重")
            + "?"
            + one_of("召开 举行 举办 开展 进行 开幕 结束 落幕"),
            ".*" + one_of("召开 举行 开展 组织") + ".*" + GATHERINGS,
        ]
    )
)
TITLE = _("The title says that there is something, not what. Put the thing itself there.")


def missing_facts(text: str, given: str) -> Iterator[Hint]:
    """Yield what a notice leaves out, at the word that makes it a notice."""
    notice = NOTICE.search(text)
    if not notice or PAST.search(text) or count_han(text) < NOTICE_LENGTH:
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
