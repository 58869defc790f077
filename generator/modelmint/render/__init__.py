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

__all__ = ["ChoiceError", "Pack", "PackError", "RenderError", "load_pack", "render"]


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
    templates and formatted text, which changes how long this takes and nothing else. `only` leaves out the files
    of models (SOURCE:MODEL) that it does not name.

    Raises:
        PackError: the pack or an option is wrong.
        RenderError: a template failed; says which, where, and for which model.
    """
    from modelmint.render.copies import copied
    from modelmint.render.formatter import formatted
    from modelmint.render.outputs import renderer
    from modelmint.render.subjects import subjects

    made = renderer(pack, cache)
    given = subjects(pack, views, sources, options or {})
    if only is not None:
        given["model"] = [subject for subject in given["model"] if subject.name in only]
    copies = copied(pack, given, made.path)
    files = made.files(given)
    if twice := sorted(files.keys() & copies.keys()):
        raise PackError(pack.folders[0], 0, f"pack {pack.name} both makes and copies {twice[0]}")
    return formatted(files, pack.formats, cache) | copies
