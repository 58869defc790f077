"""Whole models for property tests, with hostile text in every place where text can stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from json import dumps, loads

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from modelmint.ir.ids import ModelRef
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Capability, Endpoint, Example, Modalities, Model, Parameter
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Absent, Condition, Forbids, Is, Limits, OneOf, Present, Requires, Rule
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nothing,
    Nullable,
    Number,
    Range,
    Record,
    String,
    Type,
    UnionOf,
    Unread,
)
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.validate import accepts
from nouns import HERE, WHY

QUOTES = [
    "",
    "'",
    '"',
    "'''",
    '"""',
    "`",
    "```",
    "\\",
    '\\"""',
    '"\\',
    "\\u0041",
    "${x}",
    "$(id)",
    "{{ x }}",
    "{% raw %}",
    "{#",
]
MARKUP = [
    "*/",
    "/*",
    "//",
    "#",
    "-->",
    "<!--",
    "<script>alert(1)</script>",
    "</details>",
    "|",
    "| a | b |",
    "[x](javascript:x)",
]
BLOCKS = [
    "![x](http://x/y.png)",
    "# Heading",
    "- item",
    "1. item",
    "> quote",
    "---",
    "***bold***",
    "~~~",
    "&amp;",
    "@user",
    ":tada:",
]
SPACES = [
    "\n",
    "\r\n",
    "\t",
    " ",
    "\n\n\n",
    "\u2028",
    "\u2029",
    "\x85",
    "\x0b",
    "\x00",
    "\x1b[31m",
    "\x7f",
    "\ufeff",
    "\u202e",
    "\u200b",
]
UNICODE = ["\ud800", "\udfff\ud800", "é", "ﬁ", "模型", "ß", "İ", "😀", "\U0010ffff"]
NAMES = [
    "class",
    "None",
    "self",
    "type",
    "from",
    "__class__",
    "__init__",
    "_",
    "__",
    "1",
    "3d",
    "model",
    "con",
    "constructor",
    "__proto__",
]
PATHS = [
    "../x",
    "a/b",
    "C:\\x",
    "..",
    ".",
    "nul.txt",
    "x" * 300,
    "%s",
    "{0}",
    "a;b",
    "TEXT_IMAGE",
    "INPAINTING",
    "aB",
    "a_b",
    "a-b",
]
HOSTILE = [*QUOTES, *MARKUP, *BLOCKS, *SPACES, *UNICODE, *NAMES, *PATHS]

_characters = st.text(st.characters(), max_size=8)  # lone surrogates too
texts: SearchStrategy[str] = st.one_of(
    st.sampled_from(HOSTILE), _characters, st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join)
).map(lambda text: loads(dumps(text)))
"""Text as a hostile or careless provider writes it, and as JSON gives it: two surrogates that fit are one character."""

names: SearchStrategy[str] = st.one_of(st.sampled_from(NAMES + PATHS), texts)
"""Names of parameters, fields, records and models; empty ones too."""

numbers: SearchStrategy[int | Decimal] = st.one_of(
    st.integers(-(2**70), 2**70),
    st.decimals("-1e6", "1e6", allow_nan=False, places=3),
    st.sampled_from([Decimal("0.1"), Decimal("1E+30"), Decimal("-0"), Decimal("0.12345678901234567890"), 0, 1]),
)
scalars: SearchStrategy[Json] = st.one_of(st.none(), st.booleans(), numbers, texts)
json: SearchStrategy[Json] = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=5,
)
"""Any JSON value with exact numbers."""

PATTERNS = ["^a", r"\d+$", '"""', r"\\", "[\"'`]", "</script>", r"\*/", "{{", "\u2028"]


@st.composite
def _ranges(draw: st.DrawFn) -> Range:
    low, high = sorted(map(Decimal, draw(st.tuples(numbers, numbers))))
    flags = draw(st.tuples(st.booleans(), st.booleans()))
    return Range(draw(st.sampled_from([None, low])), draw(st.sampled_from([None, high])), *flags)


def _ordered() -> SearchStrategy[tuple[int | None, int | None]]:
    pair = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(sorted).map(tuple)
    return st.one_of(st.just((None, None)), pair)


_steps = st.sampled_from([None, Decimal("0.1"), Decimal(1), Decimal("0.5"), Decimal(64)])
_strings = st.builds(
    lambda lengths, pattern, format_, media: String(*lengths, pattern, format_, media),
    _ordered(),
    st.sampled_from([None, *PATTERNS]),
    st.one_of(st.none(), st.just("uri"), texts),
    st.one_of(st.none(), st.sampled_from(["image", "audio", "video", "file", "image/png"]), texts),
)
_plain: SearchStrategy[Type] = st.one_of(
    _strings,
    st.builds(Integer, _ranges(), _steps),
    st.builds(Number, _ranges(), _steps),
    st.just(Boolean()),
    st.builds(Enum, st.lists(scalars, min_size=1, max_size=4, unique_by=repr).map(tuple), st.booleans()),
    st.builds(Const, scalars),
    st.sampled_from([Any(), Nothing(), Nothing(Unread("a reason", HERE, Boolean()))]),
)


def _arrays(inner: SearchStrategy[Type]) -> SearchStrategy[Array]:
    return st.builds(
        lambda items, prefix, sizes, unique, contains: Array(items, tuple(prefix), *sizes, unique, tuple(contains)),
        st.one_of(st.none(), inner),
        st.lists(inner, max_size=2),
        _ordered(),
        st.booleans(),
        st.one_of(st.just([]), st.lists(_contains(inner), max_size=2)),
    )


def _contains(inner: SearchStrategy[Type]) -> SearchStrategy[Contains]:
    counts = st.sampled_from([(1, None), (1, 1), (0, 1), (2, None), (0, 0)])
    return st.builds(lambda type_, counts: Contains(type_, *counts), inner, counts)


def _maps(inner: SearchStrategy[Type]) -> SearchStrategy[Map]:
    keys = st.one_of(st.none(), _strings)
    return st.builds(lambda values, keys, sizes: Map(values, keys, *sizes), inner, keys, _ordered())


def _records(inner: SearchStrategy[Type]) -> SearchStrategy[Record]:
    return st.builds(Record, names, parameter_lists(inner, 3), st.one_of(st.none(), inner), texts)


def _containers(inner: SearchStrategy[Type]) -> SearchStrategy[Type]:
    members = st.lists(inner, min_size=1, max_size=3).map(tuple)
    unions = st.builds(UnionOf, members, st.just(None), st.booleans())
    return st.one_of(_arrays(inner), _maps(inner), _records(inner), unions, st.builds(Nullable, inner))


@st.composite
def _parameters(draw: st.DrawFn, types: SearchStrategy[Type], name: str) -> Parameter:
    type_ = draw(types)
    default: Json | Unset = draw(st.one_of(st.just(UNSET), json))
    return Parameter(
        name,
        type_,
        HERE.child(name),
        required=draw(st.booleans()),
        default=default if default is not UNSET and accepts(type_, default) else UNSET,
        doc=draw(texts),
        client_name=draw(st.one_of(st.none(), names)),
        hidden=draw(st.booleans()),
        deprecated=draw(st.booleans()),
        examples=tuple(draw(st.lists(json, max_size=2))),
    )


@st.composite
def parameter_lists(draw: st.DrawFn, types: SearchStrategy[Type], most: int) -> tuple[Parameter, ...]:
    """Parameters or fields, no two of one wire name."""
    chosen = draw(st.lists(names, max_size=most, unique=True))
    return tuple(draw(_parameters(types, name)) for name in chosen)


types: SearchStrategy[Type] = st.recursive(_plain, _containers, max_leaves=4)
"""Every kind of type, nested."""


@st.composite
def _conditions(draw: st.DrawFn, wires: Sequence[str]) -> Condition:
    one = st.sampled_from(wires)
    tests = st.one_of(
        st.builds(Is, one, st.lists(scalars, min_size=1, max_size=2).map(tuple)),
        st.builds(Present, one),
        st.builds(Absent, one),
    )
    return tuple(draw(st.lists(tests, max_size=2)))


@st.composite
def _rules(draw: st.DrawFn, wires: Sequence[str]) -> Rule:
    when, level = draw(_conditions(wires)), draw(st.sampled_from(["error", "advice"]))
    several = tuple(draw(st.lists(st.sampled_from(wires), min_size=1, max_size=3, unique=True)))
    match draw(st.integers(0, 3)):
        case 0:
            return Requires(when, several, level, WHY, HERE)
        case 1:
            return Forbids(when, several, level, WHY, HERE)
        case 2:
            least = draw(st.integers(0, len(several)))
            return OneOf(when, several, level, WHY, HERE, least, draw(st.integers(least, len(several))))
    return Limits(when, several[0], draw(_plain), level, WHY, HERE)


@st.composite
def _prices(draw: st.DrawFn, wires: Sequence[str]) -> Price:
    amounts = st.decimals(0, 100, places=4)
    return Price(
        label=draw(texts),
        amount=draw(amounts),
        currency=draw(st.one_of(st.just("USD"), texts)),
        unit=draw(st.one_of(st.sampled_from(["image", "token", "second"]), texts)),
        origin=HERE,
        per=draw(st.sampled_from([Decimal(1), Decimal(1000000)])),
        meter=draw(st.one_of(st.none(), texts)),
        when=draw(_conditions(wires)) if wires else (),
        count=draw(st.sampled_from([None, *wires])),
        was=draw(st.one_of(st.none(), amounts)),
        min_context=draw(st.one_of(st.none(), st.integers(0, 10**6))),
    )


_days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
_refs = st.builds(ModelRef, st.sampled_from(["source", "class", "a-b", "1"]), names.filter(bool))


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A model with hostile text wherever text can stand; its defaults are values of their types."""
    parameters = draw(parameter_lists(types, 5))
    wires = [parameter.name for parameter in parameters]
    choosers = [one.name for one in parameters if isinstance(one.type, Enum)]
    words = st.lists(texts, max_size=2).map(tuple)
    return Model(
        ref=draw(_refs),
        name=draw(texts),
        origin=HERE,
        summary=draw(texts),
        category=draw(texts),
        provider=draw(texts),
        endpoints=tuple(draw(st.lists(st.builds(Endpoint, texts, texts), max_size=2))),
        modalities=Modalities(draw(words), draw(words)),
        parameters=parameters,
        rules=tuple(draw(st.lists(_rules(wires), max_size=3))) if wires else (),
        prices=tuple(draw(st.lists(_prices(wires), max_size=2))),
        lifecycle=draw(st.builds(Lifecycle, st.booleans(), _days, _days, st.one_of(st.none(), texts))),
        examples=tuple(
            draw(
                st.lists(st.builds(Example, st.dictionaries(texts, json, max_size=2), st.just(HERE), texts), max_size=1)
            )
        ),
        capabilities=tuple(draw(st.lists(st.builds(Capability, texts, json, st.just(HERE)), max_size=2))),
        notes=draw(texts),
        task=draw(st.sampled_from([None, *choosers])),
        additional=draw(st.one_of(st.none(), _plain)),
        output=draw(st.one_of(st.none(), types)),
    )
