"""Notes for migration: for each change that matters, the call before and the call after, as the client spells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from modelmint.diagnostics.markdown import block, code, text
from modelmint.drift.change import Change, Level
from modelmint.drift.changelog import sentence
from modelmint.drift.remedy import Remedies, Request
from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.ir.words import compact

_LINE = 88


@frozen
class Spelling:
    """How a client spells a call: the method, and its names for the parameters that it does not name as the wire does.

    `call` is what stands before the parenthesis, such as `client.amazon_nova_canvas.generate`.
    """

    call: str
    names: Mapping[str, str]

    @classmethod
    def of(cls, model: Model) -> Spelling:
        """The spelling of a Python client whose names need no mending."""
        return cls(f"client.{re.sub(r'[^a-z0-9]+', '_', model.id.lower()).strip('_')}.generate", {})


def migration(old: Model, new: Model, changes: Sequence[Change], spelling: Spelling | None = None) -> str:
    """The notes in Markdown, what breaks first; empty if callers need do nothing."""
    spelling = spelling or Spelling.of(new)
    remedies = Remedies(old, new)
    notes = [note for change in changes if (note := _note(change, remedies, spelling))]
    return "\n".join((f"## {code(new.id)}\n", *notes)) if notes else ""


def _note(change: Change, remedies: Remedies, spelling: Spelling) -> str:
    pair = remedies.pair(change)
    if change.level is Level.SAFE or (change.level is Level.RISKY and pair is None and not change.hint):
        return ""
    return "".join(f"{line}\n" for line in _lines(change, pair, spelling))


def _lines(change: Change, pair: tuple[Request, Request] | None, spelling: Spelling) -> Iterator[str]:
    yield f"### {code(change.path or change.code)}"
    yield ""
    said = sentence(change)
    stop = "" if said.endswith("?") else "."
    yield f"{said}{stop} {text(change.hint)}." if change.hint else f"{said}{stop}"
    if pair is not None:
        yield ""
        yield block("\n".join(("# before", _call(pair[0], spelling), "# after", _call(pair[1], spelling))), "python")


def _call(request: Request, spelling: Spelling) -> str:
    arguments = [f"{spelling.names.get(name, name)}={_literal(value)}" for name, value in request.items()]
    line = f"{spelling.call}({', '.join(arguments)})"
    if len(line) <= _LINE:
        return line
    return "\n".join((f"{spelling.call}(", *(f"    {argument}," for argument in arguments), ")"))


def _literal(value: Json) -> str:
    match value:
        case bool() | None:
            return repr(value)
        case int() | Decimal():
            return compact(value)
        case list():
            return "[" + ", ".join(map(_literal, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{_literal(key)}: {_literal(item)}" for key, item in value.items()) + "}"
        case _:
            return _quoted(value)


def _quoted(value: str) -> str:
    """The text in double quotes, as formatters want it, unless it holds some."""
    spelled = repr(value)
    return spelled if '"' in spelled else f'"{spelled[1:-1]}"'
