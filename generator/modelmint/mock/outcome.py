"""A result of the shape that a model promises, with a real file wherever it has one."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from modelmint.ir.model import Model
from modelmint.ir.text import canonical_hash
from modelmint.ir.types import Array, Nullable, Record, Type
from modelmint.ir.value import Json
from modelmint.mock.film import avi
from modelmint.mock.media import serve, size
from modelmint.mock.picture import png
from modelmint.mock.state import File, State
from modelmint.validate import accepts
from modelmint.vectors.samples import candidates


def outcome(state: State, model: Model, body: Mapping[str, Json]) -> Json:
    """What comes of a request: the same for the same request."""
    if model.output is None:
        return {}
    return _Maker(state, canonical_hash([model.id, dict(body)]), size(model, dict(body))).value(model.output, "")


class _Maker:
    """Makes values and files from a seed."""

    def __init__(self, state: State, seed: str, size: tuple[int, int]) -> None:
        self._state = state
        self._seed = seed
        self._size = size

    def value(self, type_: Type, name: str) -> Json:
        """A value of the type; `name` is the field that it is for."""
        match type_:
            case Nullable():
                return self.value(type_.inner, name)
            case Array():
                return [] if type_.items is None else [self.value(type_.items, name)]
            case Record():
                fields = {field.name: self.value(field.type, field.name) for field in type_.fields}
                return {**fields, **self._file(name, fields)} if "url" in fields else fields
        return next((one for one in candidates(type_, name) if accepts(type_, one)), None)

    def _file(self, name: str, fields: Mapping[str, Json]) -> dict[str, Json]:
        """What an entry with an address says of its file: a film where its name says so, else a picture."""
        one = sha256(f"{self._seed}/{name}".encode()).hexdigest()
        film = "video" in name
        file = File("video/x-msvideo", lambda: avi(one)) if film else File("image/png", lambda: png(one, *self._size))
        told: dict[str, Json] = {"content_type": file.content_type} if "content_type" in fields else {}
        return {"url": serve(self._state, one, file, "avi" if film else "png"), **told}
