"""Many documents at once, and the catalogue that names them."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from web import Request, Web, answer

from modelmint.fetch import (
    Fetched,
    FetchError,
    Limits,
    NotADocumentError,
    NotFoundError,
    NotModified,
    Outcome,
    RedirectError,
    Validators,
    Wanted,
    fetch_catalogue,
    fetch_many,
)
from modelmint.fetch.pace import Pace
from modelmint.profile import load

PROFILE = load("empiriolabs")
QUICK = Limits(time=5, silence=2, pause=0.01, at_once=4)
MODELS = "/v1/models"


def test_outcomes_keep_their_order_and_one_failure_stops_no_other(web: Web) -> None:
    web.says(f"{MODELS}/a", answer({"id": "a"}))
    web.says(f"{MODELS}/b", answer(status=404))
    web.says(f"{MODELS}/c", answer(status=304))
    web.says(f"{MODELS}/d", answer(body=b"<p>"))
    wanted = [Wanted("a"), Wanted("b"), Wanted("c", Validators('"1"')), Wanted("d")]
    seen: list[str] = []
    outcomes = fetch_many(web.source, PROFILE, wanted, QUICK, lambda id_, _: seen.append(id_))
    assert [type(outcome) for outcome in outcomes] == [Fetched, NotFoundError, NotModified, NotADocumentError]
    assert sorted(seen) == ["a", "b", "c", "d"]


def test_no_more_requests_run_at_once_than_allowed(web: Web) -> None:
    running, most = 0, 0
    guard = threading.Lock()

    def reply(request: Request) -> None:
        nonlocal running, most
        with guard:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with guard:
            running -= 1
        answer({"id": "x"})(request)

    web.says("*", reply)
    outcomes = fetch_many(web.source, PROFILE, [Wanted(f"m{number}") for number in range(30)], QUICK)
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
    assert 1 < most <= 4


def test_nothing_wanted_asks_nothing(web: Web) -> None:
    outcomes: list[Outcome] = fetch_many(web.source, PROFILE, [], QUICK)
    assert (outcomes, web.asked) == ([], [])


def test_requests_keep_to_the_sources_pace() -> None:
    async def starts() -> list[float]:
        pace = Pace(3, minute=0.2)
        loop = asyncio.get_running_loop()
        begin = loop.time()

        async def start() -> float:
            await pace.start()
            return loop.time() - begin

        return sorted(await asyncio.gather(*(start() for _ in range(8))))

    times = asyncio.run(starts())
    assert max(times[:3]) < 0.1
    for earlier, later in zip(times, times[3:], strict=False):
        assert later - earlier >= 0.19


def test_without_a_pace_nothing_waits() -> None:
    async def many() -> None:
        pace = Pace(None)
        for _ in range(1000):
            await pace.start()

    asyncio.run(asyncio.wait_for(many(), 2))


def catalogue(web: Web) -> tuple[str, ...]:
    return fetch_catalogue(web.source, PROFILE, QUICK).ids


@pytest.mark.parametrize("page", [{"data": [{"id": "a"}, {"id": "b:c"}]}, [{"id": "a"}, {"id": "b:c"}]])
def test_a_catalogue_lists_ids_in_its_order(web: Web, page: object) -> None:
    web.says(MODELS, answer(page))
    assert catalogue(web) == ("a", "b:c")


def test_what_has_no_id_is_counted_and_what_comes_twice_is_one(web: Web) -> None:
    web.says(MODELS, answer({"data": [{"id": "a"}, {"name": "b"}, "c", {"id": 5}, {"id": ""}, {"id": "a"}]}))
    found = fetch_catalogue(web.source, PROFILE, QUICK)
    assert (found.ids, found.nameless) == (("a",), 4)


PAGES = {
    "a URL": ({"next": f"{MODELS}?page=2"}, "?page=2"),
    "a cursor": ({"next_cursor": "x y", "has_more": True}, "?cursor=x+y"),
    "the last id": ({"has_more": True, "last_id": "z"}, "?after=z"),
    "no more than that there is more": ({"has_more": True}, "?after=b"),
}


@pytest.mark.parametrize("way", PAGES)
def test_pages_are_followed_by(web: Web, way: str) -> None:
    more, query = PAGES[way]
    web.says(MODELS, answer({"data": [{"id": "a"}, {"id": "b"}], **more}))
    web.says(f"{MODELS}{query}", answer({"data": [{"id": "c"}], "next": None, "has_more": False}))
    assert catalogue(web) == ("a", "b", "c")


def test_pages_are_followed_by_a_link_header(web: Web) -> None:
    link = f'<{web.url}{MODELS}?page=1>; rel="prev", <{web.url}{MODELS}?page=2>; rel="next"'
    web.says(MODELS, answer({"data": [{"id": "a"}]}, Link=link))
    web.says(f"{MODELS}?page=2", answer({"data": [{"id": "b"}]}))
    assert catalogue(web) == ("a", "b")


def test_a_cursor_replaces_the_one_before(web: Web) -> None:
    web.says(MODELS, answer({"data": [{"id": "a"}], "next_cursor": "1"}))
    web.says(f"{MODELS}?cursor=1", answer({"data": [{"id": "b"}], "next_cursor": "2"}))
    web.says(f"{MODELS}?cursor=2", answer({"data": [], "next_cursor": None}))
    assert catalogue(web) == ("a", "b")


def test_pages_in_a_circle_end(web: Web) -> None:
    web.says(MODELS, answer({"data": [{"id": "a"}], "next": MODELS}))
    with pytest.raises(NotADocumentError, match="do not end after 1"):
        catalogue(web)


def test_a_next_page_elsewhere_is_refused(web: Web) -> None:
    web.says(MODELS, answer({"data": [{"id": "a"}], "next": "https://elsewhere.test/models"}))
    with pytest.raises(RedirectError, match="another server"):
        catalogue(web)


@pytest.mark.parametrize(
    ("page", "message"), [({"error": "no luck"}, "an error: no luck"), ({"data": {}}, "no list"), (5, "no list")]
)
def test_what_is_no_catalogue_is_described(web: Web, page: object, message: str) -> None:
    web.says(MODELS, answer(page))
    with pytest.raises(NotADocumentError, match=message):
        catalogue(web)


def test_the_key_is_in_no_error_of_the_catalogue(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_KEY", "sk-very-secret")
    web.says(MODELS, answer({"error": "what is sk-very-secret?"}))
    with pytest.raises(FetchError, match=r"what is \*\*\*\?"):
        catalogue(web)
