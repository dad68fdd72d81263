"""A small city with everything that a public page can show."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from hall.categories import ensure_categories
from hall.models import HallPage, PostPage
from hall.services import withdraw_post
from home.services import ensure_portal
from tests.factories import HallDeskFactory, ImageFactory, MediaFactory, PostFactory, UnitFactory
from units.enums import UnitKind
from units.models import UnitPage

FILM = "portal/demo/content/clips/fountain.mp4"
LONG_NAME = "河源市公共资源交易中心水电分中心"
TEXTS = [
    "#防汛不松劲# 雨下得急，先说要紧的：沿江路南段临时封闭。@平安河源 在线。",
    "昨晚走散的阿婆找到了，多谢200多位转发的街坊。",
    "电价补贴到底能省多少？一家三口的算法，两分钟说清楚。https://heyuan.example/dianjia",
]


@dataclass
class City:
    head: UnitPage
    unit: UnitPage
    pictures: PostPage
    withdrawn: PostPage
    clip: PostPage

    def addresses(self) -> dict[str, str]:
        """Return every kind of public page."""
        return {
            "front page": "/",
            "hall": "/hall/",
            "hall, hot": "/hall/?view=hot",
            "hall, pictures": "/hall/?view=media",
            "units": "/units/",
            "unit": self.unit.url,
            "post": self.pictures.url,
            "withdrawn post": self.withdrawn.url,
            "hashtag": "/topics/防汛不松劲/",
            "search": "/search/?q=阿婆",
            "search without an answer": "/search/?q=没有这回事",
            "missing page": "/没有/",
        }


def build_city(*, posts: int = 22) -> City:
    """Build it, with so many posts of one unit that its feed has an earlier page."""
    ensure_portal()
    ensure_categories()
    head = UnitFactory(title="河源发布", official_name="中共河源市委宣传部", code="HYFB", mark="源")
    HallPage.objects.update(head=head)
    unit = UnitFactory(title="平安河源", official_name="河源市公安局", code="GA", mark="警")
    UnitFactory(
        parent=unit, title="老隆派出所", official_name="龙川县公安局老隆派出所", code="GA-1", mark="隆"
    )
    UnitFactory(title=LONG_NAME, official_name=LONG_NAME * 2, code="GGZY", mark="公")
    UnitFactory(
        title="小吴说路况", official_name="交通广播主持人", code="XW", mark="吴", kind=UnitKind.PERSON
    )
    now = timezone.now()
    for number in range(posts):
        PostFactory(
            unit=unit,
            text=f"第{number}条：{TEXTS[number % 3]}",
            published_at=now - timedelta(hours=posts - number),
        )
    withdrawn = PostFactory(unit=unit, text="写错了时间的通知")
    original = PostFactory(unit=unit, text=TEXTS[1], pictures=some_pictures(2))
    PostFactory(unit=head, repost_of=original, text="帮转")
    PostFactory(unit=head, repost_of=withdrawn, text="请看")
    withdraw_post(post_id=withdrawn.pk, by=HallDeskFactory(), reason="时间写错了，已重发", now=now)
    clip = PostFactory(unit=head, text="江边的音乐喷泉检修好了", media=film())
    pictures = PostFactory(unit=unit, text=TEXTS[0], location="源城区沿江路", pictures=some_pictures(9))
    PostFactory(unit=head, text=TEXTS[0], pictures=some_pictures(1))
    withdrawn.refresh_from_db()
    return City(head, unit, pictures, withdrawn, clip)


def some_pictures(count):
    return [ImageFactory(description=f"沿江路积水，第{number}处") for number in range(1, count + 1)]


def film():
    """Return a real film: the demo has small ones of its own."""
    file = ContentFile((Path(settings.BASE_DIR) / FILM).read_bytes(), name="fountain.mp4")
    return MediaFactory(title="音乐喷泉", duration=8, width=640, height=360, file=file)
