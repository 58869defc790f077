"""A target's conventions for names, and a source as the target's templates see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Endpoint
from modelmint.ir.value import Json

if TYPE_CHECKING:
    from modelmint.lower.view import ModelView


@frozen
class SourceView:
    """A source for one target: its name in the configuration, and that name as a module and as a class.

    `base_url`, `key_env` and `protocol` (the provider profile, as data) are empty where they are not known.
    """

    name: str
    module: str
    class_name: str
    base_url: str = ""
    key_env: str = ""
    protocol: Mapping[str, object] = field(default_factory=dict)

    def makes_jobs(self, path: str) -> bool:
        """Whether calls to an endpoint are answered by jobs."""
        calls = self.protocol.get("calls")
        chosen = calls.get(path, calls.get("*")) if isinstance(calls, Mapping) else None
        return isinstance(chosen, Mapping) and chosen.get("mode") == "job"

    def url(self, endpoint: Endpoint) -> str:
        """Where an endpoint is; endpoints are paths below the server, not below the base URL."""
        return "/".join(self.base_url.split("/")[:3]) + endpoint.path

    def body(self, model: ModelView, request: Mapping[str, Json]) -> dict[str, Json]:
        """A request as it is sent, with the field that names the model where the protocol has one."""
        name = self.protocol.get("model_field")
        return {**({name: model.id} if isinstance(name, str) and name else {}), **request}

    @property
    def key_header(self) -> tuple[str, str]:
        """The header that carries the key, and what stands before the key in its value."""
        auth = self.protocol.get("auth")
        known: Mapping[str, object] = auth if isinstance(auth, Mapping) else {}
        scheme = str(known.get("scheme", "Bearer"))
        return str(known.get("header", "Authorization")), f"{scheme} " if scheme else ""


@frozen
class Conventions:
    """How a target spells names and literals, from its `pack.toml`.

    A case is one of `snake`, `pascal`, `camel`, `upper-snake`, `kebab`, `wire`. Reserved words, and those that
    are `taken` for the name's role (`module`, `class`, `member`, `task`), get `suffix`,
    classes the word `Type`.
    """

    module: str = "snake"
    class_name: str = "pascal"
    member: str = "snake"
    constant: str = "upper-snake"
    task: str = "snake"
    reserved: frozenset[str] = frozenset()
    suffix: str = "_"
    taken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    literals: dict[str, str] = field(default_factory=dict)
