"""The files that a run rests on: what it reads, and what it has written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint.write import MANIFEST, read_manifest

if TYPE_CHECKING:
    from modelmint.config import Config
    from modelmint.snapshot import Store


def sources(config: Config, store: Store) -> Iterator[Path]:
    """Every file and folder that decides what is generated and found, whether it is there or not."""
    yield config.file
    if config.baseline is not None:
        yield config.baseline
    yield from store.files()
    for folder in config.packs:
        yield folder
        yield from (path for path in folder.rglob("*") if "__pycache__" not in path.parts)


def manifests(config: Config) -> list[Path]:
    """The lists of what was generated, one a target."""
    return [config.root / target.out / MANIFEST for target in config.targets.values()]


def products(config: Config) -> dict[str, str]:
    """Every file that was generated, with the digest that it had then."""
    outs = [config.root / target.out for target in config.targets.values()]
    return {f"{out}/{path}": min(digests) for out in outs for path, digests in read_manifest(out).items()}
