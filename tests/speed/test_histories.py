"""Whatever happens to a project, step by step, its files and findings are those of one that has no memory."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import derived
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelmint import making
from modelmint.checks import check
from modelmint.pipeline import Project, generate

IDS = ("nova-a", "nova_a", "Nova-A", "other", "gone")
"""Ids whose names clash, and some that clash with none."""
NAMES = ("Nova", "Nova A", "| # {{ }}", "")
EXPIRING = """[[correct]]
at = "seed.type"
was = "number"
now = "integer"
why = "A seed is a whole number"
source = "a test"
expires = 2026-06-01
"""
OVERLAYS = (None, (derived.EXAMPLE / "overlay.toml").read_text(encoding="utf-8"), "broken [", EXPIRING)
TEMPLATES = (
    "{{ model.name | md }} {{ model.parameters | length }} {{ options.mark | md }}\n",
    "{{ model.name | md }} of {{ models | length }}: {% for one in models if one != model %}"
    "{{ one.class_name | md }} {{ one.tasks | length }} {% endfor %}\n",
)
SHARED = (
    "{% for one in models %}{{ one.id | md }} {{ one.module | md }} {{ one.name | md }}\n{% endfor %}",
    "{% for one in models %}{{ one.slug | md }} {{ one.prices | length }} {{ one.gives | md }}\n{% endfor %}",
    "{{ models[0].summary | md }} {{ models[-1].rules | length }}\n",
)
DAY = date(2026, 1, 1)


class History:
    """A project while its history goes on."""

    def __init__(self, place: Path) -> None:
        self.place, self.day, self.ids = place, DAY, list(IDS[:3])
        self.mark = "none"
        derived.project(place, IDS, targets=())
        self.pack = derived.pack(place)
        self.template(0)
        self.shared(0)

    def template(self, which: int) -> None:
        (self.pack / "model.txt.jinja").write_text(TEMPLATES[which])

    def shared(self, which: int) -> None:
        (self.pack / "all.txt.jinja").write_text(SHARED[which])

    def document(self, id_: str, name: str) -> None:
        derived.snapshot(self.place, id_).write_text(derived.document(id_, display_name=name), encoding="utf-8")

    def unreadable(self, id_: str) -> None:
        derived.snapshot(self.place, id_).write_text('{"detail": "Not found"}\n', encoding="utf-8")

    def overlay(self, id_: str, text: str | None) -> None:
        file = derived.snapshot(self.place, id_).with_name("overlay.toml")
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text, encoding="utf-8")

    def models(self, ids: list[str]) -> None:
        self.ids = ids

    def option(self, mark: str) -> None:
        self.mark = mark

    def tomorrow(self) -> None:
        self.day += timedelta(days=400)

    def lost(self, name: str) -> None:
        shutil.rmtree(self.place / name, ignore_errors=True)

    def generated(self, only: bool) -> None:
        """Generate, for one model alone or for all."""
        more = f'mark = "{self.mark}"\n\n[paths]\npacks = ["packs"]\n'
        derived.configure(self.place, self.ids, ("python", "json-schema", "own"), more)
        project = Project.open(self.place, self.day)
        generate(project, project.config.models[:1] if only else None)

    def anew(self, place: Path) -> Path:
        """The same project where nothing is remembered and nothing was generated."""
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.place, place, ignore=shutil.ignore_patterns(".modelmint", "generated"))
        generate(Project.open(place, self.day))
        return place


Step = Callable[[History], None]
ANY = st.sampled_from(IDS)
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda id_, name: lambda one: one.document(id_, name), ANY, st.sampled_from(NAMES)),
    st.builds(lambda id_: lambda one: one.unreadable(id_), ANY),
    st.builds(lambda id_, text: lambda one: one.overlay(id_, text), ANY, st.sampled_from(OVERLAYS)),
    st.builds(lambda ids: lambda one: one.models(ids), st.lists(ANY, min_size=1, unique=True)),
    st.builds(lambda which: lambda one: one.template(which), st.sampled_from(range(len(TEMPLATES)))),
    st.builds(lambda which: lambda one: one.shared(which), st.sampled_from(range(len(SHARED)))),
    st.builds(lambda mark: lambda one: one.option(mark), st.sampled_from(["none", "red"])),
    st.builds(lambda name: lambda one: one.lost(name), st.sampled_from(["generated", ".modelmint/cache/made"])),
    st.just(History.tomorrow),
)


def tree(place: Path) -> dict[str, bytes]:
    root = place / "generated"
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@given(st.lists(st.tuples(STEPS, st.booleans()), min_size=1, max_size=6), st.sampled_from([1, 100]))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_history_the_files_are_those_of_a_fresh_project(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Step, bool]], batch: int
) -> None:
    folder = tmp_path_factory.mktemp("history")
    history = History(folder / "project")
    for step, only in [(lambda _: None, False), *steps]:
        step(history)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(making, "BATCH", batch)
            if only:
                history.generated(only=True)
            history.generated(only=False)
        fresh = history.anew(folder / "anew")
        assert tree(history.place) == tree(fresh)
        assert check(Project.open(history.place, history.day)) == check(Project.open(fresh, history.day))
