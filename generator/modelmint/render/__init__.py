"""(pack, views) -> Files: strict Jinja with a small fixed vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint.render.errors import ChoiceError, PackError, RenderError
from modelmint.render.pack import Pack, load_pack

if TYPE_CHECKING:
    from modelmint.ir.files import Files
    from modelmint.lower.target import SourceView
    from modelmint.lower.view import ModelView
    from modelmint.render.outputs import Made

__all__ = ["ChoiceError", "Pack", "PackError", "RenderError", "drafted", "load_pack", "render"]


def render(
    pack: Pack,
    views: Sequence[ModelView],
    options: Mapping[str, str | bool | int] | None = None,
    *,
    sources: Sequence[SourceView] = (),
    cache: Path | None = None,
    only: Collection[str] | None = None,
) -> Files:
    """The files of a target: relative paths, finished text, nothing written.

    `sources` tells what is known of the views' sources besides their names. `cache` is a folder for compiled
    templates, which changes how long this takes and nothing else. `only` leaves out the files of models
    (SOURCE:MODEL) that it does not name.

    Raises:
        PackError: the pack or an option is wrong.
        RenderError: a template failed; says which, where, and for which model.
        FormatError: a formatter is missing or failed.
    """
    from modelmint.render.formatter import formatted

    made = drafted(pack, views, options or {}, sources=sources, cache=cache, only=only)
    [finished] = formatted([(made.files, pack.formats)])
    return finished.files | made.copies


def drafted(
    pack: Pack,
    views: Sequence[ModelView],
    options: Mapping[str, str | bool | int],
    *,
    sources: Sequence[SourceView],
    cache: Path | None,
    only: Collection[str] | None,
) -> Made:
    """What `render` gives, before it is rendered and formatted: so that one process formats what several packs make."""
    from modelmint.render.outputs import renderer
    from modelmint.render.subjects import subjects

    given = subjects(pack, views, sources, options)
    if only is not None:
        given["model"] = [subject for subject in given["model"] if subject.name in only]
    return renderer(pack, cache).made(given)
