"""(pack, views) -> Files: strict Jinja with a small fixed vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint.render.errors import ChoiceError, PackError, RenderError
from modelmint.render.pack import Pack, load_pack

if TYPE_CHECKING:
    from modelmint.ir.files import Files
    from modelmint.lower.target import SourceView
    from modelmint.lower.view import ModelView
    from modelmint.render.outputs import Made
    from modelmint.render.subjects import Scope

__all__ = ["ChoiceError", "Pack", "PackError", "RenderError", "drafted", "load_pack", "render"]


def render(
    pack: Pack,
    views: Sequence[ModelView],
    options: Mapping[str, str | bool | int] | None = None,
    *,
    sources: Sequence[SourceView] = (),
    cache: Path | None = None,
) -> Files:
    """The files of a target: relative paths, finished text, nothing written.

    `sources` tells what is known of the views' sources besides their names. `cache` is a folder for compiled
    templates, which changes how long this takes and nothing else.

    Raises:
        PackError: the pack or an option is wrong.
        RenderError: a template failed; says which, where, and for which model.
        FormatError: a formatter is missing or failed.
    """
    from modelmint.render.formatter import formatted

    made = drafted(pack, views, options or {}, sources=sources, cache=cache)
    [finished] = formatted([(made.files, pack.formats)])
    return finished.files | made.copies


def drafted(
    pack: Pack,
    views: Sequence[ModelView],
    options: Mapping[str, str | bool | int],
    *,
    sources: Sequence[SourceView],
    cache: Path | None,
    scope: Scope | None = None,
) -> Made:
    """What `render` gives, before it is rendered and formatted: so that one process formats what several packs make.

    `scope` leaves out files.
    """
    from modelmint.render.outputs import renderer
    from modelmint.render.subjects import Scope, subjects

    return renderer(pack, cache).made(subjects(pack, views, sources, options, scope or Scope()))
