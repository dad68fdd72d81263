"""Work that is left to the background once what it speaks of is committed."""

from django.db import transaction


def enqueue_after_commit(task, **arguments) -> None:
    """Enqueue a task after the commit. A queue that is away is written into the log, and refuses nobody anything.

    Django forgives a callback only when it has a name: a `partial` has none, and its failure came up in the request.
    """

    def enqueue():
        task.enqueue(**arguments)

    transaction.on_commit(enqueue, robust=True)
