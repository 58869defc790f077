"""Changes as Markdown that people keep: an entry of a changelog, or notes for those who must change their calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from modelmint.drift import Change
    from modelmint.drift.migration import Spelling
    from modelmint.ir.model import Model
    from modelmint.pipeline import Project

    Pairs: TypeAlias = Sequence[tuple[Model | None, Model | None]]

KINDS = ("changelog", "migration")


def notes(project: Project, kind: str, pairs: Pairs, changes: Sequence[Change]) -> str:
    """The changes of these pairs of models, in Markdown; empty where there is nothing to tell."""
    from modelmint.drift.changelog import changelog

    return changelog(changes) if kind == "changelog" else migration(project, pairs, changes)


def migration(project: Project, pairs: Pairs, changes: Sequence[Change]) -> str:
    """How to change the calls of these models, as the generated Python client spells them."""
    from modelmint.drift import migration as of_one

    parts = []
    for old, new in pairs:
        if old is not None and new is not None:
            own = [change for change in changes if change.subject == str(new.ref)]
            parts.append(of_one.migration(old, new, own, _spelling(project, new)))
    return "\n".join(filter(None, parts))


def _spelling(project: Project, model: Model) -> Spelling:
    """How the generated Python client spells a call of the model."""
    from modelmint.drift.migration import Spelling
    from modelmint.lower import lower
    from modelmint.render import load_pack

    views = lower([model], load_pack("python", project.config.packs).conventions)
    if not views:
        return Spelling.of(model)
    names = {parameter.wire: parameter.name for parameter in views[0].parameters}
    return Spelling(f"client.{views[0].module}.generate", names)
