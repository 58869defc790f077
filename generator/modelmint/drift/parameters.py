"""What changed among the parameters of a model, or the fields of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.place import Place, Values
from modelmint.drift.plain import split
from modelmint.drift.prose import compare_prose
from modelmint.drift.renames import Rename, find_renames
from modelmint.drift.rules import made
from modelmint.drift.types import compare_types
from modelmint.ir.frozen import replace
from modelmint.ir.model import Parameter
from modelmint.ir.refusals import lifted
from modelmint.ir.types import Type
from modelmint.ir.value import UNSET, Json, Unset, same
from modelmint.validate import accepts


def compare_parameters(place: Place, old: Sequence[Parameter], new: Sequence[Parameter]) -> Iterator[Change]:
    """Parameters that went, came, changed names, or changed themselves."""
    before, after = _by_name(old), _by_name(new)
    gone = [parameter for parameter in old if parameter.name not in after]
    came = [parameter for parameter in new if parameter.name not in before]
    renames = [] if place.direction == "response" else find_renames(gone, came)
    for parameter in old:
        if parameter.name in after:
            yield from _compare(at(place, after[parameter.name]), parameter, after[parameter.name])
    for rename in renames:
        yield from _renamed(place, rename)
    known = {name for rename in renames for name in (f"-{rename.old.name}", f"+{rename.new.name}")}
    yield from (_removed(place, parameter) for parameter in gone if f"-{parameter.name}" not in known)
    yield from (_added(place, parameter) for parameter in came if f"+{parameter.name}" not in known)
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield made("order-changed", place.at("order"))


def renamed_parameters(old: Sequence[Parameter], new: Sequence[Parameter]) -> dict[str, str]:
    """The new names of the parameters that seem to be renamed, by their old ones."""
    before, after = _by_name(old), _by_name(new)
    gone = [parameter for parameter in old if parameter.name not in after]
    came = [parameter for parameter in new if parameter.name not in before]
    return {rename.old.name: rename.new.name for rename in find_renames(gone, came)}


def _by_name(parameters: Sequence[Parameter]) -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in parameters}


def at(place: Place, parameter: Parameter) -> Place:
    """The place of a parameter, or of a field."""
    return place.field(parameter.name, parameter.origin)


def _compare(place: Place, old: Parameter, new: Parameter) -> Iterator[Change]:
    yield from _compare_meaning(place, old, new)
    yield from compare_prose(place, old.doc, new.doc)


def _compare_meaning(place: Place, old: Parameter, new: Parameter) -> Iterator[Change]:
    yield from compare_types(place, *_without_idle_null(old, new))
    if old.required != new.required:
        yield made(_presence(place, new), place.at("required"))
    if not same(_stated(old), _stated(new)):
        yield _default(place, old, new)
    if _contradicts_itself(new) and not _contradicts_itself(old):
        yield made("default-not-allowed", place.at("default"), new=words.value(new.default))
    if old.deprecated != new.deprecated:
        yield made("parameter-deprecated" if new.deprecated else "parameter-undeprecated", place)


def _without_idle_null(old: Parameter, new: Parameter) -> tuple[Type, Type]:
    """The types, without null where it only says once more that the parameter may be left out.

    Many documents write an optional parameter so, and one exporter may begin or cease to.
    """
    (before, null_before), (after, null_after) = split(old.type), split(new.type)
    said = (old.required and null_before) or (new.required and null_after) or (old.required and new.required)
    return (old.type, new.type) if said else (before, after)


def _stated(parameter: Parameter) -> Json | Unset:
    """The default; null is how some documents write that there is none."""
    return UNSET if parameter.default is None else parameter.default


def _contradicts_itself(parameter: Parameter) -> bool:
    """Whether the default is none of the allowed values."""
    default = _stated(parameter)
    return default is not UNSET and not accepts(lifted(parameter.type), default)


def _presence(place: Place, new: Parameter) -> str:
    if place.direction == "response":
        return "field-became-required" if new.required else "field-became-optional"
    if not new.required:
        return "became-optional"
    return "became-required" if new.default is UNSET else "became-required-with-default"


def _default(place: Place, old: Parameter, new: Parameter) -> Change:
    before, after = _stated(old), _stated(new)
    changed = "default-changed" if before is not UNSET else "default-added"
    code = "default-removed" if after is UNSET else changed
    said = "same call, other result" if code == "default-changed" else ""
    return made(code, place.at("default"), words.value(before), words.value(after), said)


def _renamed(place: Place, rename: Rename) -> Iterator[Change]:
    where = at(place, rename.old)
    change = made("parameter-renamed", where, rename.old.name, rename.new.name)
    shares = f"{rename.new.name} has the same {', '.join(rename.evidence)}"
    yield replace(change, message=f"renamed to {rename.new.name}?", hint=shares)
    for changed in _compare_meaning(at(place, rename.new), rename.old, rename.new):
        # No request shows it: under the old name it is refused, under the new one it was.
        yield replace(changed, place=replace(changed.place, steps=(), types=None))


def _removed(place: Place, parameter: Parameter) -> Change:
    where = at(place, parameter)
    if place.direction == "response":
        return made("field-removed" if parameter.required else "optional-field-removed", where)
    if parameter.deprecated:
        return replace(made("parameter-removed-as-announced", where), expected=True)
    return made("parameter-removed", where)


def _added(place: Place, parameter: Parameter) -> Change:
    where = at(place, parameter)
    if place.direction == "response":
        return made("field-added", where, new=words.type_(parameter.type))
    code = "parameter-added"
    if parameter.required:
        code += "-required" if parameter.default is UNSET else "-required-with-default"
    return made(code, where, new=words.type_(parameter.type))


def compare_additional(place: Place, old: Type | None, new: Type | None) -> Iterator[Change]:
    """Whether keys that are not named are taken."""
    if old is not None and new is not None:
        yield from compare_types(place.down(Values(), "*"), old, new)
    elif old is not new:
        yield made("unknown-refused" if new is None else "unknown-accepted", place.at("*"))
