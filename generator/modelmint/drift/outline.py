"""What a JSON Schema declares, place by place: the names, defaults and formats that no set of values shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from modelmint.drift.containment.references import References, Target
from modelmint.drift.containment.schema import stand_alone

_BESIDE = ("allOf", "anyOf", "oneOf", "extends")
_BRANCHES = ("if", "then", "else")


@dataclass(slots=True)
class Outline:
    """A place in a document: what all the schemas that apply there declare.

    `parts` are those schemas, the outermost first. `below` holds the schemas of each place further down,
    by its key.
    """

    references: References
    parts: list[dict[str, Any]]
    names: dict[str, list[Any]] = field(default_factory=dict)
    below: dict[str, list[Any]] = field(default_factory=dict)

    def noted(self, keyword: str) -> list[Any]:
        """The values of an annotation, in all schemas of this place."""
        return [part[keyword] for part in self.parts if keyword in part]

    @property
    def closed(self) -> bool:
        """Whether keys that are not declared are refused."""
        return any(
            part.get("additionalProperties") is False or part.get("unevaluatedProperties") is False
            for part in self.parts
        )


def outline(references: References, schemas: list[Any]) -> Outline:
    """The outline of the place where these schemas apply."""
    place = Outline(references, list(_applied(references, schemas)))
    for part in place.parts:
        for name, schema in _mapping(part, "properties"):
            place.names.setdefault(name, []).append(schema)
        for key, schema in _below(part):
            place.below.setdefault(key, []).append(schema)
    return place


def _applied(references: References, schemas: list[Any]) -> Iterator[dict[str, Any]]:
    """The schemas and those that they apply to the same value."""
    pending, seen = list(reversed(schemas)), set()
    while pending:
        schema = pending.pop()
        if not isinstance(schema, dict) or id(schema) in seen:
            continue
        seen.add(id(schema))
        yield schema
        for keyword in _BESIDE:
            parts = schema.get(keyword, [])
            pending.extend(parts if isinstance(parts, list) else [parts])
        pending.extend(schema[keyword] for keyword in _BRANCHES if keyword in schema)
        pending.extend(part for _, part in _mapping(schema, "dependentSchemas"))
        if isinstance(schema.get("$ref"), str):
            target = references.find(schema, "$ref")
            pending.extend([target.schema] if isinstance(target, Target) else [])


def _mapping(schema: dict[str, Any], keyword: str) -> list[tuple[str, Any]]:
    value = schema.get(keyword)
    return list(value.items()) if isinstance(value, dict) else []


def _below(part: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The places further down that have no name: items, and the values of other keys."""
    listed = part.get("prefixItems")
    items = part.get("items")
    if isinstance(items, list):
        listed = items
    elif isinstance(items, dict):
        yield "items", items
    for index, schema in enumerate(listed if isinstance(listed, list) else []):
        yield str(index), schema
    if isinstance(part.get("additionalProperties"), dict):
        yield "additionalProperties", part["additionalProperties"]
    yield from ((f"/{pattern}/", schema) for pattern, schema in _mapping(part, "patternProperties"))


@dataclass(slots=True)
class Moves:
    """What differs between two outlines, at all places.

    `removed` are paths of declared names that went though the object takes unnamed keys. `added` holds names
    that came, by the identity of the outermost old schema of their place. `noted` are paths of defaults and
    formats that changed.
    """

    removed: list[str] = field(default_factory=list)
    added: dict[int, frozenset[str]] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)


def compare(old: Any, new: Any) -> Moves:
    """What two documents declare differently."""
    moves = Moves()
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    before, after = (References(document, lone=stand_alone(document)) for document in (old, new))
    pending = [("", outline(before, [old]), outline(after, [new]))]
    while pending:
        place = path, was, now = pending.pop()
        key = frozenset(map(id, was.parts)), frozenset(map(id, now.parts))
        if key in seen:
            continue
        seen.add(key)
        _compare_place(moves, path, was, now)
        pending.extend(_children(*place))
    return moves


def _compare_place(moves: Moves, path: str, before: Outline, after: Outline) -> None:
    gone = [name for name in before.names if name not in after.names and False not in before.names[name]]
    if not after.closed:
        moves.removed += [f"{path}.{name}" for name in gone]
    came = frozenset(after.names) - frozenset(before.names)
    if before.names and came:
        moves.added[id(before.parts[0])] = came
    if _differ(before.noted("default"), after.noted("default")):
        moves.noted.append(f"{path}.default")
    formats = after.noted("format")
    if formats and _differ(before.noted("format"), formats):
        moves.noted.append(f"{path}.format")


def _differ(old: list[Any], new: list[Any]) -> bool:
    return [*map(repr, old)] != [*map(repr, new)]


def _children(path: str, before: Outline, after: Outline) -> Iterator[tuple[str, Outline, Outline]]:
    for old, new, step in ((before.names, after.names, "."), (before.below, after.below, "/")):
        for name, schemas in old.items():
            # A name that is gone is removed as a whole; a place that is gone may still have declared names.
            if name in new or step == "/":
                pair = outline(before.references, schemas), outline(after.references, new.get(name, []))
                yield (f"{path}{step}{name}", *pair)
