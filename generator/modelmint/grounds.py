"""The targets of a project, and the key of what all files of one have in common.

The ground of a target is our own code, the pack with its folders and formatters, the options and the sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modelmint.ir.frozen import frozen
from modelmint.memo import key
from modelmint.stamp import content, own_code

if TYPE_CHECKING:
    from modelmint.config import Config, Target
    from modelmint.render import Pack


@frozen
class Job:
    """A target to fill. `ground` is the key of all that its files have in common."""

    target: Target
    pack: Pack
    ground: str


def jobs(config: Config) -> list[Job]:
    """The targets, in their order.

    Raises:
        ConfigError: the configuration asks for a pack that is not there.
        PackError: a pack is wrong.
    """
    found = []
    for target in config.targets.values():
        with asked_for(config, target):
            found.append(_job(config, target))
    return found


@contextmanager
def asked_for(config: Config, target: Target) -> Iterator[None]:
    """Say where the configuration asks for a pack or an option that is not there."""
    from modelmint.config.reader import mistaken
    from modelmint.render import ChoiceError

    try:
        yield
    except ChoiceError as error:
        if error.pack != target.pack:
            raise
        place = f"/targets/{target.pack}/{error.option}".rstrip("/")
        raise mistaken(config, place, error.said, error.hint) from None


def _job(config: Config, target: Target) -> Job:
    from modelmint.render import load_pack
    from modelmint.render.formatter import identity

    pack = load_pack(target.pack, config.packs)
    own = [file for folder in config.packs for file in sorted(folder.rglob("*")) if file.is_file()]
    ground = key(
        own_code(),
        (target.pack, sorted(target.options.items())),
        list(config.sources.values()),
        [(str(file), content(file)) for file in own],
        [identity(format_.command) for format_ in pack.formats if format_.command],
    )
    return Job(target, pack, ground)
