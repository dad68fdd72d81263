"""Fills a database with N posts of sixty days: python -m tests.benchmarks.growing_city N.

Whatever N is, there are as many units, the quiet unit has its five old posts, and the shared hashtag stands in every
tenth post. Only the number of posts differs, so that a page that costs more with more posts shows it.
"""

import random
import sys
from datetime import timedelta

import django

django.setup()

from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from hall.models import Category, HallPage
from portal.demo.builders.rows import Finished, write_posts
from units.models import UnitDirectoryPage, UnitPage
from units.services import create_unit

UNITS = 34
DAYS = 60
CHUNK = 2_000
SENTENCES = [
    "今晚十点到明早六点，新江路检修管道，请提前存水。",
    "东江水位每小时报一次，沿河低洼处的街坊请先到安置点。",
    "阿婆已经平安到家，多谢转发的每一位。",
    "电价补贴怎么算？一家三口的例子，两分钟说清楚。",
    "周六上午万绿湖畔有义诊，带上病历，不收钱。",
    "小区门口的积水今天排完了，路灯也修好了。",
]


def build(total: int) -> None:
    chance = random.Random(2013)
    now = timezone.now()
    units = bring_units()
    write_posts([quiet(units[-1], number, now) for number in range(5)])
    with tqdm(total=total, unit=" posts", file=sys.stderr) as progress:
        for start in range(5, total, CHUNK):
            numbers = range(start, min(start + CHUNK, total))
            write_posts([busy(units, number, total, now, chance) for number in numbers])
            progress.update(len(numbers))
    # What autovacuum does within a minute on a server that lives.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def bring_units() -> list[UnitPage]:
    """Make the units of a city: the first is the head account, the second the busy one, the last the quiet one."""
    units = []
    for number in range(UNITS):
        unit = create_unit(
            parent=UnitDirectoryPage.objects.get(),
            code=f"U{number}",
            title=f"河源单位{number}",
            official_name=f"河源市第{number}局",
            mark="单",
        )
        unit.get_latest_revision().publish(skip_permission_checks=True)
        units.append(UnitPage.objects.get(pk=unit.pk))
    HallPage.objects.update(head=units[0])
    return units


def quiet(unit, number, now) -> Finished:
    return Finished(
        unit=unit,
        category=Category.objects.first(),
        text=SENTENCES[number],
        published_at=now - timedelta(days=DAYS - number),
        slug=f"quiet{number}",
    )


def busy(units, number, total, now, chance) -> Finished:
    unit = units[1] if chance.random() < 0.3 else chance.choice([units[0], *units[2:-1]])
    hashtag = "#防汛不松劲#" if number % 10 == 0 else f"#话题{number % max(total // 50, 20)}#"
    return Finished(
        unit=unit,
        category=Category.objects.first(),
        text=f"{hashtag}{''.join(chance.choices(SENTENCES, k=chance.randint(1, 4)))}@河源单位1 第{number}条",
        published_at=now - timedelta(days=DAYS) * (total - number) / total,
        slug=f"post{number}",
    )


if __name__ == "__main__":
    build(int(sys.argv[1]))
