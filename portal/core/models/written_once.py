from django.db import models


class WrittenOnceQuerySet(models.QuerySet):
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


class WrittenOnce(models.Model):
    """A row that is written once and stays. Raises `TypeError` for whoever changes or deletes it."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is written once.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} stays.")
