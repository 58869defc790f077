"""What is remembered of a model in place of reading it: exactly that, as long as it holds, and no code."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import derived
import pytest

from modelmint import gist, readings
from modelmint.gist import Gist
from modelmint.ir.ids import ModelRef
from modelmint.pipeline import Project, Readings, Stages, stages
from modelmint.readings import gist_of
from modelmint.snapshot.errors import StoreError

DAY = date(2026, 1, 1)
REFS = [ModelRef(derived.SOURCE, id_) for id_ in derived.names(3)]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project of three models, corrected."""
    return derived.project(tmp_path, derived.names(3), corrected=True)


def gists(place: Path, day: date = DAY) -> list[Gist]:
    return Readings(Project.open(place, day)).gists(REFS)


def test_it_is_what_reading_gives_and_nothing_is_read_for_it_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project.open(place, DAY)
    expected = [gist_of(stages(project, ref), DAY) for ref in REFS]
    assert gists(place) == expected
    monkeypatch.setattr(readings, "stages", lambda *_: pytest.fail("a document was read"))
    assert gists(place) == expected


def test_only_a_model_that_changed_is_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gists(place)
    read: list[ModelRef] = []
    real = readings.stages
    monkeypatch.setattr(readings, "stages", lambda project, ref: read.append(ref) or real(project, ref))
    derived.snapshot(place, "nova-0001").write_text(derived.document("nova-0001", display_name="Other"))
    assert [one.model.name for one in gists(place)][1] == "Other"
    overlay = derived.snapshot(place, "nova-0002").with_name("overlay.toml")
    overlay.write_text("")
    gists(place)
    assert read == REFS[1:]


def test_on_a_day_on_which_other_corrections_have_expired_it_does_not_hold(place: Path) -> None:
    overlay = derived.snapshot(place, "nova-0001").with_name("overlay.toml")
    text = overlay.read_text().replace("\nwhy = ", "\nexpires = 2026-06-01\nwhy = ", 1)
    overlay.write_text(text)
    codes = [
        [each.code for each in gists(place, day)[1].stale] for day in (DAY, date(2026, 6, 1), date(2026, 6, 2), DAY)
    ]
    assert [each.count("entry-expired") for each in codes] == [0, 0, 1, 0]


@pytest.mark.parametrize("name", ["snapshot.json", "overlay.toml"])
def test_what_changes_while_it_is_read_is_an_error_and_not_remembered(
    place: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = derived.snapshot(place, "nova-0001").with_name(name)
    real = readings.stages

    def late(project: Project, ref: ModelRef) -> Stages:
        if ref.id == "nova-0001":
            file.write_text(file.read_text().replace("cfg", "CFG"))
        return real(project, ref)

    monkeypatch.setattr(readings, "stages", late)
    with pytest.raises(StoreError, match="changed while it was read"):
        gists(place)
    monkeypatch.undo()
    assert gists(place) == [gist_of(stages(Project.open(place, DAY), ref), DAY) for ref in REFS]


class Hostile:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('it ran')",)


@pytest.mark.parametrize(
    "body",
    [b"", b"text", pickle.dumps(Hostile()), pickle.dumps({"a": 1}), pickle.dumps(Path("a")), pickle.dumps(DAY)],
)
def test_what_is_no_gist_is_none_and_runs_nothing(body: bytes) -> None:
    assert gist.read(body) is None


def test_a_gist_that_is_cut_short_is_none(place: Path) -> None:
    whole = gist.spell(gists(place)[0])
    assert gist.read(whole) == gists(place)[0]
    assert not any(gist.read(whole[:end]) for end in range(0, len(whole), 7))
