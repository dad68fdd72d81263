"""Locks on rows whose model stands on two tables, as every page does."""


def lock_row(model, pk):
    """Lock the row of a page in the table of its own type, and return it fresh. Raises `DoesNotExist`.

    PostgreSQL joins a row that it waited for with what the other table held before the wait, so it is read again.
    """
    model.objects.select_for_update(of=("self",)).get(pk=pk)
    return model.objects.get(pk=pk)
