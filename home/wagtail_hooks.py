from wagtail import hooks

from home.admin_menu import group_items

# After every hook that takes an item away.
LAST = 1000

hooks.register("construct_main_menu", group_items, order=LAST)
