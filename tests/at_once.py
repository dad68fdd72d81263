"""Several acts at the same moment, each in a thread and on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest import skipUnless

from django.db import connection
from django.test.client import Client

from portal.core.refusals import Refused

# Threads start slowly on a busy machine; what has not begun by then never will.
PATIENCE = 60

on_postgresql = skipUnless(connection.vendor == "postgresql", "SQLite lets one write at a time.")


def at_once(*acts, hands=None):
    """Call all functions at the same moment; return what each returned, or its `Refused`, in the order of `acts`.

    Whatever else one of them raises is raised here. With fewer `hands` than acts, a hand that is free takes the next.
    Belongs into a `TransactionTestCase`: what another test case makes is not there for other connections.
    """
    hands = min(hands or len(acts), len(acts))

    def run(act):
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    start = Barrier(hands)
    with ThreadPoolExecutor(hands, initializer=start.wait, initargs=[PATIENCE]) as pool:
        futures = [pool.submit(run, act) for act in acts]
    return [future.result() for future in futures]


def refusals(*acts):
    """Call all functions at the same moment; return the refusals among what came of it."""
    return [result for result in at_once(*acts) if isinstance(result, Refused)]


def posting(person, address, sent):
    """Return the act of somebody who has signed in and sends a form."""
    client = Client()
    client.force_login(person)
    return lambda: client.post(address, sent)
