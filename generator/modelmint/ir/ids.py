"""Names of models: the reference `SOURCE:MODEL`, and a folder name that every file system takes."""

from __future__ import annotations

import re

from modelmint.ir.frozen import frozen

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{at}" for port in ("com", "lpt") for at in range(10))})
"""Windows opens a device when a file has one of these names, whatever follows the dot."""

_UNSAFE = re.compile(r"[^a-z0-9._-]")


@frozen
class ModelRef:
    """A model of a source. The id may hold anything, `:` and `/` too; the source's name does not."""

    source: str
    id: str

    @classmethod
    def parse(cls, text: str) -> ModelRef:
        """Read `SOURCE:MODEL`.

        Raises:
            ValueError: one of the two is missing.
        """
        source, colon, id_ = text.partition(":")
        if not (source and colon and id_):
            named = text if text and not colon else "amazon-nova-canvas"
            raise ValueError(f"{text!r} is not a model; write SOURCE:MODEL, such as empiriolabs:{named}")
        return cls(source, id_)

    def __lt__(self, other: ModelRef) -> bool:
        return (self.source, self.id) < (other.source, other.id)

    def __str__(self) -> str:
        return f"{self.source}:{self.id}"

    @property
    def folder(self) -> str:
        """The portable name of the model's folder."""
        return to_folder(self.id)


def _escape(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))


def to_folder(id_: str) -> str:
    """A folder name for a model id: lower-case, no separator, no device name, and another for every id.

    Whatever is not a lower-case letter, a digit or one of `._-` is written as `%` and two hexadecimal digits
    a byte, so that names differ on file systems that ignore case too.
    """
    name = _UNSAFE.sub(lambda match: _escape(match[0]), id_)
    if name.partition(".")[0] in DEVICES or name.startswith("."):
        name = _escape(name[0]) + name[1:]
    return name[:-1] + _escape(name[-1]) if name.endswith(".") else name


def from_folder(folder: str) -> str:
    """The model id that `to_folder` made this name from."""
    raw = re.sub(rb"%([0-9a-f]{2})", lambda match: bytes([int(match[1], 16)]), folder.encode())
    return raw.decode("utf-8", "surrogatepass")
