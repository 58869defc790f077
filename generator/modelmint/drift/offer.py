"""What changed around the parameters: endpoints, modalities, capabilities, limits, texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.place import Place
from modelmint.drift.rules import made
from modelmint.ir.model import Endpoint, Modalities, Model
from modelmint.ir.value import UNSET, Json, Unset, same

_LIMITS = frozenset({"context_length", "context_window", "max_output_tokens", "max_input_tokens", "max_file_size"})
_RATES = frozenset({"rate_limit", "rate_limits", "requests_per_minute", "tokens_per_minute", "concurrency"})
_ALIASES = frozenset({"alias_of", "served_from", "resolves_to", "resolved_model", "canonical_slug", "model_version"})
_STAGES = frozenset({"stability", "stage", "release_stage"})
_SERVERS = frozenset({"base_url", "server", "servers"})
_AUTHENTICATION = frozenset({"auth", "authentication", "security"})
_SHAPES = frozenset({"execution", "mode", "call_mode", "transport"})
_ORDER = ("experimental", "alpha", "preview", "beta", "ga", "stable")


def compare_endpoints(place: Place, old: Sequence[Endpoint], new: Sequence[Endpoint]) -> Iterator[Change]:
    """Endpoints that came, went, or, where one went as one came, moved."""
    gone = [f"{endpoint.method} {endpoint.path}" for endpoint in old if endpoint not in new]
    came = [f"{endpoint.method} {endpoint.path}" for endpoint in new if endpoint not in old]
    place = place.at("endpoints")
    if len(gone) == len(came) == 1:
        yield made("endpoint-moved", place, gone[0], came[0])
        return
    yield from (made("endpoint-removed", place, "- " + endpoint) for endpoint in gone)
    yield from (made("endpoint-added", place, new="+ " + endpoint) for endpoint in came if old)
    if came and not old:
        yield made("capability-known", place, "unknown", ", ".join(came))


def compare_modalities(place: Place, old: Modalities, new: Modalities) -> Iterator[Change]:
    """Kinds of content that came or went."""
    yield from _compare_kinds(place.at("input_modalities"), "input", old.input, new.input)
    yield from _compare_kinds(place.at("output_modalities"), "output", old.output, new.output)


def _compare_kinds(place: Place, side: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    gone = [kind for kind in old if kind not in new]
    came = [kind for kind in new if kind not in old]
    if gone and new:
        yield made(f"{side}-modality-removed", place, "- " + ", ".join(gone))
    if came and old:
        yield made(f"{side}-modality-added", place, new="+ " + ", ".join(came))
    if bool(old) != bool(new):
        yield made("capability-known", place, ", ".join(old) or "unknown", ", ".join(new) or "unknown")


def compare_capabilities(place: Place, old: Model, new: Model) -> Iterator[Change]:
    """Facts by name; an absent one is unknown, which is neither true nor false."""
    before = {capability.name: capability.value for capability in old.capabilities}
    after = {capability.name: capability.value for capability in new.capabilities}
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name, UNSET), after.get(name, UNSET)
        if not same(was, now):
            yield from _compare_fact(place.at(name), name, was, now)


def _compare_fact(place: Place, name: str, old: Json | Unset, new: Json | Unset) -> Iterator[Change]:
    shown = ("unknown" if given in (UNSET, None) else words.value(given) for given in (old, new))
    if old in (UNSET, None) or new in (UNSET, None):
        if not (old in (UNSET, None) and new in (UNSET, None)):
            yield made("capability-known", place, *shown)
    elif isinstance(old, list) and isinstance(new, list) and name not in _SERVERS | _AUTHENTICATION:
        yield from _compare_features(place, old, new)
    else:
        yield made(_code(name, old, new), place, *shown)


def _code(name: str, old: Json | Unset, new: Json | Unset) -> str:
    for names, code in _NAMED:
        if name in names:
            return code
    if isinstance(old, bool) and isinstance(new, bool):
        return "capability-gained" if new else "capability-lost"
    if name in _STAGES:
        return "stability-raised" if _stage(new) > _stage(old) else "stability-lowered"
    if isinstance(old, int | Decimal) and isinstance(new, int | Decimal):
        if name in _LIMITS or name.startswith("max_"):
            return "limit-grown" if new > old else "limit-shrunk"
        if name in _RATES:
            return "rate-limit-raised" if new > old else "rate-limit-lowered"
    return "capability-changed"


_NAMED = (
    (_ALIASES, "alias-repointed"),
    (_SERVERS, "server-changed"),
    (_AUTHENTICATION, "authentication-changed"),
    (_SHAPES, "call-shape-changed"),
)


def _stage(given: Json | Unset) -> int:
    word = str(given).lower()
    return _ORDER.index(word) if word in _ORDER else len(_ORDER)


def _compare_features(place: Place, old: list[Json], new: list[Json]) -> Iterator[Change]:
    gone = [item for item in old if item not in new]
    came = [item for item in new if item not in old]
    if gone:
        yield made("capability-lost", place, "- " + words.values(gone))
    if came:
        yield made("capability-gained", place, new="+ " + words.values(came))


def compare_texts(place: Place, old: Model, new: Model) -> Iterator[Change]:
    """Name, summary, category and examples: what is said, not what is taken."""
    for name in ("name", "summary", "category", "provider", "notes"):
        before, after = str(getattr(old, name)), str(getattr(new, name))
        if before.split() != after.split():
            shown = (before, after) if name in {"name", "category", "provider"} else ("", "")
            yield made("description-changed", place.at(name), *shown)
    if [example.request for example in old.examples] != [example.request for example in new.examples]:
        yield made("example-changed", place.at("examples"))
