"""Sets of what is written once."""

from django.db import models


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that nobody changes or takes away. Django itself may still empty a foreign key whose row is deleted."""

    def update(self, **kwargs):
        raise TypeError(f"{self.model.__name__} is written once.")

    def delete(self):
        raise TypeError(f"{self.model.__name__} stays.")

    def bulk_update(self, objs, fields, batch_size=None):
        return self.update()

    def bulk_create(self, objs, *args, **kwargs):
        if kwargs.get("update_conflicts"):
            self.update()
        return super().bulk_create(objs, *args, **kwargs)
