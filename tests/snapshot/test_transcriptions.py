"""Our transcriptions state the facts that the real documents state, and say all else in words of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from modelmint.ir.ids import ModelRef
from modelmint.ir.text import parse
from modelmint.ir.value import Json
from modelmint.snapshot import Store

SCHEMAS = Path(__file__).parents[2] / "schemas"
STORE = Store(SCHEMAS)
TRANSCRIBED = [ref for ref, entry in STORE.lock().entries.items() if entry.transcription]
PROSE = {"description", "notes"}


def leaves(value: Json, place: str = "") -> Iterator[tuple[str, Json]]:
    """Every value that holds no others, and every empty one, with its place, in order."""
    if isinstance(value, dict | list) and value:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, f"{place}/{key}")
    else:
        yield place, value


def is_prose(place: str) -> bool:
    return place.rpartition("/")[2] in PROSE or place.startswith("/example_request/prompt")


def split(document: Json) -> tuple[list[tuple[str, Json]], dict[str, Json]]:
    """The facts, with a mark in place of each text, and the texts by place."""
    found = list(leaves(document))
    texts = {place: value for place, value in found if is_prose(place)}
    return [(place, ... if place in texts else value) for place, value in found], texts  # type: ignore[misc]  # a mark that no document can hold


def quoted(ref: ModelRef) -> set[str]:
    """The texts that our corrections and rules rest on, and so must quote."""
    file = STORE.overlay(ref)
    entries = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    sides = [entry.get("was") for kind in ("correct", "rule") for entry in entries.get(kind, ())]
    inner = [side.values() if isinstance(side, dict) else [side] for side in sides]
    return {text for texts in inner for text in texts if isinstance(text, str)}


def test_all_complete_models_are_kept() -> None:
    assert {ref.id for ref in STORE.refs()} >= {
        "amazon-nova-canvas",
        "kling-3-0-turbo",
        "text-embedding-v4",
        "flux-2-klein-4b",
    }
    assert set(TRANSCRIBED) == set(STORE.refs())


@pytest.mark.parametrize("ref", TRANSCRIBED, ids=str)
def test_a_transcription_states_the_facts_and_has_words_of_its_own(ref: ModelRef, corpora: Path) -> None:
    real = parse((corpora / ref.source / f"{ref.id}.json").read_text(encoding="utf-8"))
    facts, texts = split(parse(STORE.read(ref).text))
    published, prose = split(real)
    assert facts == published
    assert len(texts) >= 1
    assert {text for place, text in texts.items() if text == prose[place]} <= quoted(ref)
