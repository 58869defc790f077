"""A model and its parameters: what every stage reads and none changes in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from modelmint.ir.frozen import frozen
from modelmint.ir.ids import ModelRef
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.origin import Origin
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Evidence, Rule
from modelmint.ir.types import Type
from modelmint.ir.value import UNSET, Json, Unset


@frozen
class Parameter:
    """A parameter of a model, or a field of a record.

    `name` is as on the wire. `client_name`, when a correction gives one, is the word that clients use
    for it. A hidden parameter is known and validated, but not offered.
    """

    name: str
    type: Type
    origin: Origin
    required: bool = False
    default: Json | Unset = UNSET
    doc: str = ""
    client_name: str | None = None
    hidden: bool = False
    deprecated: bool = False
    examples: tuple[Json, ...] = ()


@frozen
class Endpoint:
    """Where the model is called: `POST` and a path below the source's server, such as `/v1/images/generations`."""

    method: str
    path: str


@frozen
class Modalities:
    """The kinds of content that go in and come out: text, image, audio, video, embedding, and so on."""

    input: tuple[str, ...] = ()
    output: tuple[str, ...] = ()


@frozen
class Capability:
    """A fact about the model that is no parameter, by the provider's name: a flag, a limit, a date, a word."""

    name: str
    value: Json
    origin: Origin


@frozen
class Example:
    """A request that the provider shows: its parameters, without the field of the protocol that names the model."""

    request: dict[str, Json]
    origin: Origin
    title: str = ""


@frozen
class Corrected:
    """A fact that we hold against the document: `at` names it (`cfg_scale.range`), UNSET stands for nothing said."""

    at: str
    was: Json | Unset
    now: Json | Unset
    evidence: Evidence


@frozen
class Model:
    """One model of one source, in the provider's order throughout.

    `task` names the parameter whose value chooses what the model does, where there is one. `additional`
    types parameters that are not named; None refuses them. `output` is the type of a finished result.
    `unreadable` says why the document does not tell how the model is called (an error stands in its place);
    it then has no parameters, which is not the same as a model that takes none. `corrections`
    are those that were applied; all else is as corrected.
    """

    ref: ModelRef
    name: str
    origin: Origin
    summary: str = ""
    category: str = ""
    provider: str = ""
    endpoints: tuple[Endpoint, ...] = ()
    modalities: Modalities = Modalities()
    parameters: tuple[Parameter, ...] = ()
    rules: tuple[Rule, ...] = ()
    prices: tuple[Price, ...] = ()
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    examples: tuple[Example, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    notes: str = ""
    task: str | None = None
    additional: Type | None = None
    output: Type | None = None
    unreadable: str | None = None
    corrections: tuple[Corrected, ...] = ()

    @property
    def id(self) -> str:
        """The model's id, as on the wire."""
        return self.ref.id

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of this wire name."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    def visible(self) -> Iterator[Parameter]:
        """The parameters that clients and documents offer, in the provider's order."""
        return (parameter for parameter in self.parameters if not parameter.hidden)
