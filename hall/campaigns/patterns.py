"""The patterns that a hall begins with. Data of the hall desk from the first day on."""

from hall.campaigns.enums import EventKind
from hall.campaigns.models import CampaignPattern, PatternEvent
from hall.models import Category

# Of a micro-event: its kind, its title, after how many days it opens, how many it lasts.
SHIPPED = [
    {
        "name": "防汛救灾",
        "purpose": "暴雨、台风、洪水来的时候。",
        "hashtag": "防汛不松劲",
        "introduction": "雨情、水情、路况和避险安置都在这里，随时更新。",
        "category": "应急",
        "days": 14,
        "events": [
            (EventKind.LIVE, "现场直播：水位和路况", 0, 3),
            (EventKind.CHARITY, "为安置点添一份心意", 0, 10),
            (EventKind.COLLECTION, "征集：我身边的防汛故事", 3, 11),
        ],
    },
    {
        "name": "节日活动",
        "purpose": "春节、中秋等节日，请大家一起来。",
        "hashtag": "一起过节",
        "introduction": "过节的好去处、活动报名和大家拍的照片都在这里。",
        "category": "活动",
        "days": 21,
        "events": [
            (EventKind.ACTIVITY, "报名：节日活动", 0, 14),
            (EventKind.COLLECTION, "晒晒我家的节日", 0, 21),
            (EventKind.TOPIC, "今天聊聊：过节最想吃什么", 1, 1),
        ],
    },
    {
        "name": "政策解读",
        "purpose": "新政策出台，请负责的人来讲清楚。",
        "hashtag": "政策说明白",
        "introduction": "政策和您有什么关系，怎么办、找谁办，有疑问请提。",
        "category": "政策",
        "days": 14,
        "events": [
            (EventKind.INTERVIEW, "访谈：负责人回答您的提问", 2, 1),
            (EventKind.SURVEY, "问卷：这项政策您看明白了吗", 3, 10),
        ],
    },
]


def ensure_patterns() -> None:
    """Bring the shipped patterns into a hall that has none; never touch what the desk has made of them."""
    if CampaignPattern.objects.exists():
        return
    for order, shipped in enumerate(SHIPPED, start=1):
        words = {key: value for key, value in shipped.items() if key not in ("category", "events")}
        category = Category.objects.filter(name=shipped["category"]).first()
        pattern = CampaignPattern(**words, category=category, sort_order=order)
        pattern.events.set(
            [
                PatternEvent(kind=kind, title=title, after_days=after, days=lasts, sort_order=place)
                for place, (kind, title, after, lasts) in enumerate(shipped["events"])
            ]
        )
        pattern.save()
