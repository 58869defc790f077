"""The package that is generated for the project's own models, made for a test into a folder of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.text import parse
from modelmint.ir.value import Json
from modelmint.lower import lower, source_view
from modelmint.lower.target import SourceView
from modelmint.normalise import normalise
from modelmint.overlay import apply, read_overlay
from modelmint.profile import load
from modelmint.read import read
from modelmint.render import load_pack, render

SCHEMAS = Path(__file__).parents[2] / "schemas"
REFS = tuple(
    ModelRef("empiriolabs", id_)
    for id_ in ("amazon-nova-canvas", "flux-2-klein-4b", "kling-3-0-turbo", "text-embedding-v4")
)
TODAY = date(2026, 11, 23)


@cache
def documents() -> dict[str, Json]:
    """The project's own snapshots, by model id."""
    return {ref.id: parse((SCHEMAS / ref.source / ref.folder / "snapshot.json").read_text()) for ref in REFS}


@cache
def models() -> dict[str, Model]:
    """The project's own models, corrected, by id."""
    return {ref.id: _model(ref) for ref in REFS}


def _model(ref: ModelRef) -> Model:
    model, _ = read(documents()[ref.id], ref, "snapshot.json", "empiriolabs")
    overlay, _ = read_overlay(SCHEMAS / ref.source / ref.folder / "overlay.toml", ref)
    return apply(normalise(model), overlay, TODAY)[0]


def source(name: str, kind: str, base_url: str = "") -> SourceView:
    """What a package knows of its source, from the profile of its kind."""
    profile = load(kind)
    view = source_view(name, load_pack("python").conventions)
    url, key = base_url or profile.base_url or "", profile.key_env or ""
    return replace(view, base_url=url, key_env=key, protocol=profile.calling())


def package(
    folder: Path,
    chosen: Sequence[Model],
    options: Mapping[str, str | bool | int] | None = None,
    views: Sequence[SourceView] = (),
) -> Path:
    """Generate the Python package of these models into a folder, and return the folder."""
    pack = load_pack("python")
    sources = views or [source("empiriolabs", "empiriolabs")]
    for path, text in render(pack, lower(chosen, pack.conventions), options, sources=sources).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
