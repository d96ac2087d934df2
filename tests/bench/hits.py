"""How many answers are kept pages while one editor works: the pages are asked in turn; now and then a form is saved."""

import itertools
import time

from django.test import Client

from core.http import page_cache
from events.models import Event
from tests.bench.pages import PAGES

SECONDS, BETWEEN_PAGES, BETWEEN_SAVES = 60, 0.1, 15


def hits():
    kept, asked = [], 0
    answer = page_cache.answer
    page_cache.answer = lambda request, page: kept.append(request.path) or answer(request, page)
    event, client, pages = (
        Event.objects.published().first(),
        Client(headers={"host": "127.0.0.1"}),
        itertools.cycle(PAGES),
    )
    began = saved = time.monotonic()
    while time.monotonic() < began + SECONDS:
        if time.monotonic() > saved + BETWEEN_SAVES:
            event.save()
            saved = time.monotonic()
        assert client.get(next(pages)).status_code == 200
        asked += 1
        time.sleep(BETWEEN_PAGES)
    return {"rate": len(kept) / asked, "between_pages": BETWEEN_PAGES, "between_saves": BETWEEN_SAVES}
