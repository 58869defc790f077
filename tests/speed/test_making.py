"""What is remembered is what would be made: whatever changes, the files are those of a project without a memory."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import derived
import pytest

from modelmint import grounds, pipeline, readings, render, stamp
from modelmint.ir.files import Files
from modelmint.pipeline import Project
from modelmint.render import RenderError, formatter

IDS = ("nova-a", "nova-b", "nova-c")
PACKS = '\n[paths]\npacks = ["packs"]\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project of three models with a pack of its own and one of ours, corrected, of which all is remembered."""
    derived.project(tmp_path, IDS, targets=("json-schema", "validator", "own"))
    configure(tmp_path, IDS)
    own = derived.pack(tmp_path)
    (own / "model.txt.jinja").write_text("{{ model.name | md }} {{ options.mark | md }} {{ source.base_url | md }}\n")
    (own / "all.txt.jinja").write_text("{% for one in models %}{{ one.id | md }} {{ one.name | md }}\n{% endfor %}")
    wanted(tmp_path)
    return tmp_path


def configure(place: Path, ids: tuple[str, ...]) -> None:
    """Name the models; the last target is the project's own."""
    derived.configure(place, ids, ("json-schema", "validator", "own"), PACKS)


def wanted(place: Path) -> dict[Path, Files]:
    found = pipeline.wanted(Project.open(place, date(2026, 1, 1)))
    return {out: dict(files) for out, files in found.items()}


def made_anew(place: Path) -> dict[Path, Files]:
    """What a project without a memory makes."""
    shutil.rmtree(place / ".modelmint")
    return wanted(place)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The models that each call rendered the files of, call by call."""
    calls: list[set[str]] = []
    real = render.drafted

    def recorded(*args: object, **named: object) -> object:
        calls.append({str(ref).partition(":")[2] for ref in named["scope"].models})  # type: ignore[attr-defined]  # a scope
        return real(*args, **named)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(render, "drafted", recorded)
    return calls


def test_what_did_not_change_is_not_even_read(
    place: Path, rendered: list[set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "stages", lambda *_: pytest.fail("a document was read"))
    before = wanted(place)
    assert not rendered
    monkeypatch.undo()
    assert before == made_anew(place)


def edit(place: Path, name: str, old: str, new: str) -> None:
    """Put another text into a file."""
    file = place / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))


def say(place: Path, id_: str, **other: object) -> None:
    """Have the provider say something else of a model."""
    derived.snapshot(place, id_).write_text(derived.document(id_, **other))


def correct(place: Path) -> None:
    """Correct a model that was not."""
    target = derived.snapshot(place, "nova-b").with_name("overlay.toml")
    target.write_bytes((derived.EXAMPLE / "overlay.toml").read_bytes())


def add(place: Path, id_: str) -> None:
    """Add a model."""
    derived.snapshot(place, id_).parent.mkdir()
    say(place, id_)
    configure(place, (*IDS, id_))


def override(place: Path) -> None:
    """Put a template of one's own before one of ours."""
    (place / "packs" / "validator").mkdir()
    (place / "packs" / "validator" / "validator.py.jinja").write_text("# other\n")


ALL = set(IDS)
KIND = 'kind = "empiriolabs"\n'
BASE = 'base_url = "https://other.example"\n'
TEMPLATE = "packs/own/model.txt.jinja"
CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a document": (lambda place: say(place, "nova-b", display_name="Other"), {"nova-b"}),
    "a correction": (correct, {"nova-b"}),
    "a model more": (lambda place: add(place, "other"), {"other"}),
    "a model that takes a name": (lambda place: add(place, "nova_b"), {"nova_b"}),
    "a model less": (lambda place: configure(place, IDS[:2]), set()),
    "the order of the models": (lambda place: configure(place, IDS[::-1]), set()),
    "an option": (lambda place: edit(place, "modelmint.toml", 'own"\n', 'own"\nmark = "red"\n'), ALL),
    "a source": (lambda place: edit(place, "modelmint.toml", KIND, KIND + BASE), ALL),
    "a template": (lambda place: edit(place, TEMPLATE, "{{", "new {{"), ALL),
    "a pack": (lambda place: edit(place, "packs/own/pack.toml", '"none"', '"some"'), ALL),
    "a template in place of ours": (override, ALL),
}


@pytest.mark.parametrize(("change", "anew"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_and_nothing_else_is_rendered(
    place: Path, rendered: list[set[str]], change: Callable[[Path], object], anew: set[str]
) -> None:
    before = wanted(place)
    change(place)
    after = wanted(place)
    assert anew <= set().union(*rendered) <= anew | {"nova-b"}
    assert after == made_anew(place)
    assert after != before


def test_another_formatter_and_other_code_of_ours_make_all_anew(
    place: Path, rendered: list[set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatter, "identity", lambda command: f"another {command[0]}")
    wanted(place)
    assert rendered[1:] == [ALL, set()], "the validator is formatted by a command, the project's own pack by none"
    rendered.clear()
    monkeypatch.setattr(grounds, "own_code", lambda: f"another {stamp.own_code()}")
    wanted(place)
    assert rendered == [ALL, ALL, ALL]


@pytest.mark.parametrize(
    "damage",
    [
        lambda file, body: file.write_bytes(body.replace(b"Nova", b"Evil") if b"Nova" in body else body[:-5]),
        lambda file, body: file.unlink(),
    ],
    ids=["damaged", "gone"],
)
def test_entries_that_are_damaged_or_gone_are_made_anew(place: Path, damage: Callable[[Path, bytes], object]) -> None:
    before = wanted(place)
    memory = place / ".modelmint" / "cache"
    for name in sorted(entry.relative_to(memory).as_posix() for entry in memory.glob("*/*")):
        assert wanted(place) == before
        damage(memory / name, (memory / name).read_bytes())
        assert wanted(place) == before


def test_only_what_is_used_is_remembered(place: Path) -> None:
    def entries(name: str) -> set[str]:
        return {entry.name for entry in (place / ".modelmint" / "cache" / name).iterdir()}

    made, read = entries("made"), entries("read")
    assert (len(made), len(read)) == (3 * len(IDS) + 3 + 1, len(IDS)), "models, what they share, and the list"
    say(place, "nova-b", display_name="Other")
    wanted(place)
    assert (len(entries("made")), len(entries("read"))) == (len(made), len(read))
    assert len(entries("made") & made) == 3 * 2 + 1
    assert len(entries("read") & read) == 2


def test_a_template_that_looks_at_other_models_is_rendered_with_them(place: Path, rendered: list[set[str]]) -> None:
    edit(place, TEMPLATE, "{{", "{{ models[0].name | md }} {{")
    wanted(place)
    rendered.clear()
    say(place, "nova-a", display_name="Other")
    files = wanted(place)[place / "generated" / "own"]
    assert rendered == [{"nova-a"}, {"nova-a"}, ALL]
    assert "Other" in files["nova_c.txt"]
    assert files == made_anew(place)[place / "generated" / "own"]


def test_a_path_that_another_model_has_is_an_error_though_one_of_them_is_remembered(place: Path) -> None:
    edit(place, "packs/own/pack.toml", "{{ model.module }}.txt", "{{ model.name | path }}.txt")
    for id_ in IDS:
        say(place, id_, display_name=id_)
    wanted(place)
    say(place, "nova-c", display_name="NOVA-A")
    with pytest.raises(RenderError, match=r"for empiriolabs:nova-c: another file has the path NOVA-A\.txt"):
        wanted(place)


def test_some_models_are_generated_from_what_is_remembered(place: Path, rendered: list[set[str]]) -> None:
    project = Project.open(place, date(2026, 1, 1))
    files = pipeline.wanted(project, [project.config.models[0]])
    assert rendered == [set(), set(), set()]
    own = files[place / "generated" / "own"]
    assert set(own) == {"nova_a.txt", "all.txt"}


def test_what_some_models_took_leaves_what_is_remembered_of_all(place: Path, rendered: list[set[str]]) -> None:
    project = Project.open(place, date(2026, 1, 1))
    pipeline.wanted(project, [project.config.models[0]])
    rendered.clear()
    wanted(place)
    assert rendered == []
