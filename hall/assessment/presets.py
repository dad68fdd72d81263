"""The schemes that a hall begins with. Data of the hall desk from the first day on."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from hall.assessment.indicators import INDICATORS
from hall.assessment.models import Scheme, SchemeWeight

INSPECTION = "政务新媒体检查"
INFLUENCE = "影响力指数"

# Of each scheme: its fields, and the weights of its indicators.
SHIPPED = [
    (
        {
            "name": INSPECTION,
            "method": (
                "先看底线：连续14天没有发布、有人提问却一条也没有回应、发生严重事件，三项里有一项，当月不合格。"
                "底线之上，主要看答复群众留言是否按时、用了几个工作日。"
            ),
            "valid_from": date(2020, 1, 1),
        },
        {
            "answered_in_time": 45,
            "median_days": 25,
            "reopened": 10,
            "rating": 10,
            "posts_per_week": 10,
        },
    ),
    (
        {
            "name": INFLUENCE,
            "method": "传播占30分，服务占35分，互动占35分。自己人点赞、同一个人反复点赞、成批新账号点赞都不算。",
            "silent_days": 0,
            "unanswered_calls": 0,
        },
        {
            "posts_per_week": 10,
            "originals": 5,
            "passed_on": 5,
            "likes_per_post": 5,
            "follows": 5,
            "answered_in_time": 20,
            "median_days": 10,
            "rating": 5,
            "comments_answered": 15,
            "mentions_settled": 10,
            "comments_per_post": 5,
            "events": 5,
        },
    ),
]


@transaction.atomic
def ensure_schemes() -> None:
    """Bring the shipped schemes into a hall that has none; never touch what the desk has made of them.

    The first is in force from the beginning. The desk puts the other one in force by giving it a first month.
    """
    if Scheme.objects.exists():
        return
    for fields, weights in SHIPPED:
        scheme = Scheme(**fields)
        scheme.weights.set(
            [shipped_weight(key, weight, place) for place, (key, weight) in enumerate(weights.items())]
        )
        scheme.save()


def shipped_weight(key: str, weight: int, place: int) -> SchemeWeight:
    """Return a weight with the thresholds that its indicator begins with."""
    row = INDICATORS[key]
    return SchemeWeight(
        indicator=key,
        weight=Decimal(weight),
        floor=row.floor,
        target=row.target,
        least=row.least,
        sort_order=place,
    )
