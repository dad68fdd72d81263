"""The six categories that the hall ships with. Data of the hall desk from the first day on (BRIEF M7)."""

from hall.enums import CategoryColour, ReviewLevel
from hall.models import Category

# fmt: off
SHIPPED = [
    ("便民", ReviewLevel.UNIT, CategoryColour.LAKE, "停水停电、道路交通、办事指南。写清时间、地点、电话。"),
    ("政策", ReviewLevel.HALL_DESK, CategoryColour.SKY, "先说和群众有什么关系，再说文件怎么写；最好举个例子。"),
    ("活动", ReviewLevel.UNIT, CategoryColour.PLUM, "写清什么时候、在哪里、怎么参加、要不要钱。"),
    ("民生回应", ReviewLevel.HALL_DESK, CategoryColour.AMBER, "先答问题，再讲过程；没办成的说明原因和下一步。"),
    ("应急", ReviewLevel.CITY_OFFICE, CategoryColour.SEAL, "只写核实过的；先说群众该怎么做，再说发生了什么。"),
    ("人事", ReviewLevel.CITY_OFFICE, CategoryColour.STONE, "任免、招录、公示，以文件为准，写清公示期和监督电话。"),
]
# fmt: on

# Working hours of the three steps, where the usual ones are too long.
HURRIED = {"应急": {"unit_hours": 1, "desk_hours": 1, "office_hours": 2}}
# What every unit should pass on.
FOR_ALL = {"应急"}


def ensure_categories() -> None:
    """Bring the shipped categories into a hall that has none; never touch what the desk has made of them."""
    if Category.objects.exists():
        return
    for order, (name, levels, colour, guidance) in enumerate(SHIPPED, start=1):
        Category.objects.create(
            name=name,
            levels=levels,
            colour=colour,
            guidance=guidance,
            sort_order=order,
            is_for_all=name in FOR_ALL,
            **HURRIED.get(name, {}),
        )
