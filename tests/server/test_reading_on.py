"""A dashboard that somebody keeps open while a hundred files are taken in by the command line."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest

from qms.store.batches import append
from qms.store.database import connect
from qms.store.history import history
from qms.store.upgrading import upgrade
from tests.faults.test_reading_on import DAY, FILES, a_hundred_communes, file_of
from tests.faults.typist import typists
from tests.house.serving import serving
from tests.server.conftest import QMS, environment
from tests.server.session import session, show
from tests.store.worlds import PROVINCE, announced, statuses

pytestmark = pytest.mark.heavy

HEAD = re.compile(r'title="([0-9a-f]{64})"')
COVERED = re.compile(r'class="q-fraction"><a href="[^"]*measure=communes[^"]*"[^>]*>(\d+)/100\b')


class Seen(NamedTuple):
    """What stood on the screen: the head of the chain, and the communes that are covered."""

    head: str
    covered: int


def looking(url: str, has_ended: Event) -> Iterator[Seen]:
    """Look at the overview again and again, and once more at the end."""
    with session(url) as socket:
        goes_on = True
        while goes_on:
            goes_on = not has_ended.is_set()
            screen = show(socket, "", f"as_of={DAY}")
            assert screen.exceptions == []
            html = "".join(screen.html)
            [head], [covered] = set(HEAD.findall(html)), set(COVERED.findall(html))
            yield Seen(head, int(covered))


def test_every_page_is_of_one_head_and_the_heads_come_in_order(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    database = connect(f"sqlite:///{store}")
    upgrade(database)
    append(database, a_hundred_communes())
    append(database, statuses(announced(PROVINCE, DAY)))
    has_ended = Event()
    with (
        serving([QMS, "serve"], environment(store), tmp_path) as served,
        typists(database.url, 1) as (typist,),
        ThreadPoolExecutor(1) as reader,
    ):
        seen = reader.submit(lambda: list(looking(served.url, has_ended)))
        for at in range(FILES):
            assert typist.type("import", file_of(tmp_path, at)).code == 0
        has_ended.set()
        pages = seen.result()
        served.interrupt()

    versions = {batch.hash: batch.batch for batch in history(database)}
    assert [page.covered for page in pages] == [versions[page.head] - 2 for page in pages]
    assert pages == sorted(pages, key=lambda page: page.covered)
    assert pages[-1].covered == FILES
    assert len(set(pages)) > 2, "the page was hardly asked for while files were taken in"
