"""Packs rendered for tests: real models as the project keeps them, and whatever a test makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from modelmint.ir.files import Files
from modelmint.ir.ids import ModelRef, from_folder
from modelmint.ir.model import Model
from modelmint.ir.text import parse
from modelmint.lower import lower, source_view
from modelmint.lower.target import SourceView
from modelmint.lower.view import ModelView
from modelmint.normalise import normalise
from modelmint.overlay import apply, read_overlay
from modelmint.profile import load
from modelmint.read import read
from modelmint.render import Pack, load_pack, render

ROOT = Path(__file__).parent.parent


@cache
def real_models() -> tuple[Model, ...]:
    """The models of the project itself, read and corrected."""
    return tuple(map(_model, sorted((ROOT / "schemas").glob("*/*/snapshot.json"))))


def _model(file: Path) -> Model:
    ref = ModelRef(file.parent.parent.name, from_folder(file.parent.name))
    model, _ = read(parse(file.read_text(encoding="utf-8")), ref, file.relative_to(ROOT).as_posix(), ref.source)
    overlay, _ = read_overlay(file.parent / "overlay.toml", ref)
    return apply(normalise(model), overlay, date(2026, 1, 1))[0]


@cache
def pack(name: str) -> Pack:
    """A shipped pack, read once."""
    return load_pack(name)


def views(name: str, models: Sequence[Model]) -> tuple[ModelView, ...]:
    """Models as a pack sees them."""
    return lower(models, pack(name).conventions)


def sources(name: str, models: Sequence[Model]) -> list[SourceView]:
    """The sources of models, called as EmpirioLabs is."""
    profile = load("empiriolabs")
    assert profile.base_url
    assert profile.key_env
    named = dict.fromkeys(model.ref.source for model in models)
    facts = {"base_url": profile.base_url, "key_env": profile.key_env, "protocol": profile.calling()}
    return [replace(source_view(source, pack(name).conventions), **facts) for source in named]


def rendered(name: str, models: Sequence[Model]) -> Files:
    """What a pack makes of models."""
    return render(pack(name), views(name, models), {}, sources=sources(name, models))
