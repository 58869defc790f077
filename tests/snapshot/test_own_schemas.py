"""The snapshots of this repository are those that its lock knows, in the canonical spelling."""

from __future__ import annotations

from pathlib import Path

from modelmint.ir.text import parse, spell
from modelmint.snapshot import Store
from modelmint.snapshot.verify import verify

STORE = Store(Path(__file__).parents[2] / "schemas")


def test_snapshots_and_lock_agree() -> None:
    assert len(STORE.refs()) >= 1
    assert verify(STORE) == []


def test_snapshots_are_spelled_canonically() -> None:
    for ref in STORE.refs():
        text = STORE.read(ref).text
        assert spell(parse(text)) == text
