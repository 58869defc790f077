"""Fetching from the project's own server: a pull, a second one that changes nothing, and every fault it offers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from modelmint.config import Source
from modelmint.fetch import (
    Fetched,
    FetchError,
    Limits,
    NotModified,
    Validators,
    fetch_catalogue,
    fetch_model,
)
from modelmint.ir.ids import ModelRef
from modelmint.ir.text import parse, spell
from modelmint.mock import FAULTS, MockServer, Options
from modelmint.profile import load
from modelmint.snapshot import Arrival, Store

PROFILE = load("empiriolabs")
QUICK = Limits(time=1, silence=0.3, attempts=3, pause=0.01)
NOVA = "amazon-nova-canvas"
SCHEMAS = Path(__file__).parents[2] / "schemas"
DOCUMENT = parse(Store(SCHEMAS).read(ModelRef("empiriolabs", NOVA)).text)


@pytest.fixture(params=[False, True], ids=["bare", "wrapped"])
def server(request: pytest.FixtureRequest) -> Iterator[MockServer]:
    with MockServer({NOVA: DOCUMENT}, {}, options=Options(wrapped=request.param)) as server:
        yield server


def source(server: MockServer) -> Source:
    return Source("local", "empiriolabs", f"{server.base_url}/v1")


def pull(server: MockServer, store: Store) -> str:
    """Fetch as the command does, and say what came of it."""
    ref = ModelRef("local", NOVA)
    entry = store.unchanged_since(ref)
    previous = None if entry is None else Validators(entry.etag, entry.last_modified)
    fetched = fetch_model(source(server), PROFILE, NOVA, previous, QUICK)
    if isinstance(fetched, NotModified):
        return "not modified"
    validators = fetched.validators
    arrival = Arrival(ref, fetched.document, fetched.url, fetched.body_hash, validators.etag, validators.last_modified)
    return store.write(arrival)[ref]


def test_a_pull_keeps_the_document_and_a_second_one_changes_no_byte(server: MockServer, tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert pull(server, store) == "added"
    assert store.read(ModelRef("local", NOVA)).text == spell(DOCUMENT)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.*")}
    assert pull(server, store) == "not modified"
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.*")} == before
    assert isinstance(DOCUMENT, dict)
    server.publish(NOVA, {**DOCUMENT, "display_name": "New"})
    assert pull(server, store) == "changed"


def test_the_catalogue_names_the_model(server: MockServer) -> None:
    assert fetch_catalogue(source(server), PROFILE, QUICK).ids == (NOVA,)


KINDS = [row.name for row in FAULTS if row.name != "STATUS"]
BODIES = [f"malformed; body={body}" for body in ("truncated", "empty", "text", "array", "object", "null")]


@pytest.mark.parametrize("fault", [*KINDS, *BODIES, "429", "500", "418"])
def test_every_fault_ends_in_a_document_or_an_error_of_ours(server: MockServer, fault: str) -> None:
    server.fail(f"/v1/models/{NOVA}", fault, times=None)
    try:
        fetched: object = fetch_model(source(server), PROFILE, NOVA, None, QUICK)
    except FetchError as error:
        fetched = error
    if isinstance(fetched, FetchError):
        assert str(fetched).isprintable()
    else:
        assert isinstance(fetched, Fetched)
        assert fetched.document == DOCUMENT, "half a document is none"
