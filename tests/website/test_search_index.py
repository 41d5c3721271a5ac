"""What the search finds is written down by tasks, several at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from steamie.website.models import HomePage

TOGETHER = 4


@pytest.mark.django_db(transaction=True)
def test_tasks_that_index_one_page_at_once_leave_one_entry(home: HomePage) -> None:
    for _ in range(5):
        IndexEntry.objects.all().delete()
        start = Barrier(TOGETHER)

        def index(number: int, start: Barrier = start) -> None:
            backend = get_search_backend()
            start.wait(10)
            try:
                backend.add(home)
            finally:
                connection.close()

        with ThreadPoolExecutor(TOGETHER) as tasks:
            list(tasks.map(index, range(TOGETHER)))
        assert IndexEntry.objects.count() == 1
