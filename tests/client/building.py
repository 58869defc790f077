"""The package that is generated for a few models, made for a test into a folder of its own."""

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

SCHEMAS = Path(__file__).parents[2] / "schemas" / "empiriolabs"
OWN = Path(__file__).parent / "documents"
TODAY = date(2026, 11, 23)


@cache
def documents() -> dict[str, Json]:
    """Documents by model id: the project's own first model, and small ones of other kinds made up for tests."""
    files = {"amazon-nova-canvas": SCHEMAS / "amazon-nova-canvas" / "snapshot.json"}
    files |= {file.stem: file for file in sorted(OWN.glob("*.json"))}
    return {id_: parse(file.read_text(encoding="utf-8")) for id_, file in files.items()}


@cache
def models() -> dict[str, Model]:
    """The models of these documents, corrected, by id."""
    return {id_: _model(ModelRef("empiriolabs", id_)) for id_ in documents()}


@cache
def queued() -> tuple[Json, Model]:
    """A small document, made up for tests, of a model that is called as fal's are, and its model."""
    document = parse((OWN.parent / "queued" / "acme-painter-fast.json").read_text(encoding="utf-8"))
    model, _ = read(document, ModelRef("fal", "acme/painter/fast"), "snapshot.json", "fal")
    return document, normalise(model)


def _model(ref: ModelRef) -> Model:
    model, _ = read(documents()[ref.id], ref, "snapshot.json", "empiriolabs")
    overlay, _ = read_overlay(SCHEMAS / ref.folder / "overlay.toml", ref)
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
