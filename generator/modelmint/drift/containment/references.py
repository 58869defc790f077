"""Where references lead within a document: by pointer, identifier or anchor, some only known on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import unquote, urldefrag, urljoin

from modelmint.ir.frozen import frozen

Base: TypeAlias = str
"""The address of a resource: of the document, or of a schema within it that has an `$id`."""

_VALUES: Final = frozenset({"enum", "const", "default", "example", "examples"})
_BY_NAME: Final = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies", "schemas"}
)


@frozen
class Target:
    """A schema that a reference leads to, the resource that it belongs to, and its full address."""

    schema: Any
    base: Base
    address: str


class References:
    """The addresses of all schemas of one document.

    With `lone`, an `$id` beside a `$ref` names nothing, as in the drafts in which a reference stands alone.
    """

    def __init__(self, document: Any, *, lone: bool = False) -> None:
        self.root: Base = ""
        self.depends_on_way = False
        self._lone = lone
        self._resources: dict[Base, Any] = {"": document}
        self._anchors: dict[tuple[Base, str], Any] = {}
        self._dynamic: set[tuple[Base, str]] = set()
        self._bases: dict[int, Base] = {}
        if isinstance(document, dict):
            self.root = self._identified(document, "")
            self._resources.setdefault(self.root, document)
            self._index(document, "")

    def base_of(self, schema: Any) -> Base:
        """The resource that a schema of the document belongs to."""
        return self._bases.get(id(schema), self.root)

    def find(self, schema: Mapping[str, Any], keyword: str, way: tuple[Base, ...] = ()) -> Target | str:
        """Where the reference of a schema leads, or its address if that is nowhere in the document.

        `way` holds the resources that were entered before, the outermost first.
        """
        base, reference = self.base_of(schema), schema[keyword]
        if keyword == "$recursiveRef":
            return self._recursive(base, way)
        address = base + reference if reference.startswith("#") else urljoin(base, reference)
        found = self._at(address)
        fragment = urldefrag(address).fragment
        if keyword == "$dynamicRef" and isinstance(found, Target) and (found.base, fragment) in self._dynamic:
            outermost = next((each for each in way if (each, fragment) in self._dynamic), found.base)
            return Target(self._anchors[outermost, fragment], outermost, f"{outermost}#{fragment}")
        return found

    def _at(self, address: str) -> Target | str:
        base, fragment = urldefrag(address)
        resource = self._resources.get(base)
        if resource is None:
            return address
        if not fragment:
            return Target(resource, base, address)
        if not fragment.startswith("/"):
            named = self._anchors.get((base, unquote(fragment)))
            return address if named is None else Target(named, self.base_of(named), address)
        found, schema = _pointed(resource, fragment)
        return Target(schema, self._bases.get(id(schema), base), address) if found else address

    def _recursive(self, base: Base, way: tuple[Base, ...]) -> Target:
        """The root of this resource; if it says so, that of the outermost one which says so too."""
        outermost = base
        if self._recurs(base):
            outermost = next(filter(self._recurs, way), base)
        return Target(self._resources[outermost], outermost, f"{outermost}#")

    def _recurs(self, base: Base) -> bool:
        resource = self._resources.get(base)
        return isinstance(resource, dict) and resource.get("$recursiveAnchor") is True

    def _index(self, document: dict[str, Any], base: Base) -> None:
        pending: list[tuple[Any, Base]] = [(document, base)]
        while pending:
            here, base = pending.pop()
            if isinstance(here, list):
                pending.extend((item, base) for item in here)
            elif isinstance(here, dict):
                base = self._named(here, base)
                pending.extend((part, base) for part in _parts(here))

    def _named(self, schema: dict[str, Any], base: Base) -> Base:
        """Note down what a schema calls itself; the base of what is in it."""
        base = self._identified(schema, base)
        self._bases[id(schema)] = base
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(schema.get(keyword), str):
                self._anchors.setdefault((base, schema[keyword]), schema)
        if isinstance(schema.get("$dynamicAnchor"), str):
            self._dynamic.add((base, schema["$dynamicAnchor"]))
        self.depends_on_way = self.depends_on_way or "$dynamicRef" in schema or "$recursiveRef" in schema
        return base

    def _identified(self, schema: dict[str, Any], base: Base) -> Base:
        said = schema.get("$id", schema.get("id"))
        if not isinstance(said, str) or (self._lone and isinstance(schema.get("$ref"), str)):
            return base
        own, fragment = urldefrag(said)
        if fragment:
            self._anchors.setdefault((urljoin(base, own) if own else base, fragment), schema)
        if not own:
            return base
        base = urljoin(base, own)
        self._resources.setdefault(base, schema)
        return base


def _parts(schema: dict[str, Any]) -> Iterator[Any]:
    """What may hold schemas: not the values that a schema lists, whatever they look like."""
    for keyword, value in schema.items():
        if keyword in _BY_NAME and isinstance(value, dict):
            yield from value.values()
        elif isinstance(value, dict | list) and keyword not in _VALUES:
            yield value


def _pointed(document: Any, pointer: str) -> tuple[bool, Any]:
    here = document
    for part in unquote(pointer).split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(here, dict) and key in here:
            here = here[key]
        elif isinstance(here, list) and key.isdecimal() and int(key) < len(here):
            here = here[int(key)]
        else:
            return False, None
    return True, here
