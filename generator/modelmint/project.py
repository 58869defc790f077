"""A project: its configuration, its snapshots, and the day that it is looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint import basis
from modelmint.config import Config, load
from modelmint.config.place import find
from modelmint.ir.frozen import frozen, replace
from modelmint.snapshot import Store
from modelmint.snapshot.landing import finish
from modelmint.stamp import CACHE, Stamp, look

if TYPE_CHECKING:
    from modelmint.config import Source
    from modelmint.ir.ids import ModelRef
    from modelmint.stamp import States


@frozen
class Project:
    """A configuration, its snapshots, and the day that it is looked at.

    `filed` is what the system said of the configuration's file before it was read; None if the configuration is
    not that of the file.
    """

    config: Config
    store: Store
    today: date
    filed: States | None = None

    @classmethod
    def open(cls, start: Path, today: date) -> Project:
        """Find the configuration from a folder upwards.

        Raises:
            ConfigError: there is none, or it is wrong.
            StoreError: an update was cut short and cannot be ended.
        """
        file = find(start)
        if file is not None:
            finish(file.parent)
        filed = None if file is None else look([file])
        config = load(start)
        return cls(config, Store(config.schemas, config.root), today, filed)

    def with_models(self, models: tuple[ModelRef, ...]) -> Project:
        """The same project with other models."""
        return self.with_config(replace(self.config, models=models))

    def with_config(self, config: Config) -> Project:
        """The same project with another configuration than its file has."""
        return replace(self, config=config, filed=None)

    def stamp(self, name: str) -> Stamp | None:
        """Where conclusions of a kind are kept; None if they would not hold for the files of the project."""
        return None if self.filed is None else Stamp.of(self.config.root, name, self.today)

    def sources(self) -> States:
        """What the system says of every file that decides what is generated and found."""
        return look(basis.sources(self.config, self.store)) | (self.filed or {})

    @property
    def cache(self) -> Path:
        """Where conclusions and what was made are kept; all of it can be deleted at any time."""
        return self.config.root / CACHE

    def text(self, file: str) -> str | None:
        """What a file of the project says, by the path that findings give it; None if it cannot be read."""
        try:
            return (self.config.root / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def source(self, name: str) -> Source:
        """A source with all that the configuration leaves to its profile."""
        from modelmint.profile import load

        source = self.config.sources[name]
        profile = load(source.kind)
        return replace(
            source,
            base_url=source.base_url or profile.base_url,
            key_env=source.key_env or profile.key_env,
        )
