"""What a template sees: a model with every name spelled and every order fixed for one target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Capability, Endpoint, Modalities
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Rule
from modelmint.ir.types import Type
from modelmint.ir.value import Json, Unset


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type and what it is made of. `kind` selects the macro; `type` is the IR's own, with its constraints.

    `name` is the target's name for it, where it has one (records, and enums worth naming).
    """

    kind: str
    type: Type
    name: str = ""
    inner: TypeView | None = None
    items: TypeView | None = None
    values: TypeView | None = None
    additional: TypeView | None = None
    prefix: tuple[TypeView, ...] = ()
    members: tuple[TypeView, ...] = ()
    fields: tuple[ParameterView, ...] = ()


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A parameter: `wire` is its name in a request, `name` the target's; `allowed` is its constraint in words."""

    wire: str
    name: str
    type: TypeView
    required: bool
    default: Json | Unset
    doc: str
    allowed: str
    hidden: bool
    deprecated: bool
    examples: tuple[Json, ...] = ()

    @property
    def has_default(self) -> bool:
        """Whether there is a default; null is one."""
        return not isinstance(self.default, Unset)


@dataclass(frozen=True, slots=True)
class TaskView:
    """One thing that the model does: the task parameter's value, and exactly the parameters that belong to it.

    Its parameters are as the task has them: one that a rule requires under this task is required here.
    `rules` are those that can apply while the task is chosen, their task test removed.
    """

    value: Json
    name: str
    class_name: str
    doc: str
    parameters: tuple[ParameterView, ...]
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule and what it says in one sentence, in wire names."""

    kind: str
    rule: Rule
    sentence: str


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price, and its condition in words ("size_scale = small, quality = standard")."""

    price: Price
    condition: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A request that the model accepts, checked before it is shown. `task` is empty for the plain one."""

    title: str
    task: str
    request: dict[str, Json]


@dataclass(frozen=True, slots=True)
class ModelView:
    """A model for one target. Parameters keep the provider's order, hidden ones included; see `visible`.

    `request_class` names the type of its general request; the names of records and tasks differ from it.
    """

    ref: str
    id: str
    source: str
    folder: str
    module: str
    class_name: str
    request_class: str
    name: str
    summary: str
    category: str
    provider: str
    notes: str
    endpoints: tuple[Endpoint, ...]
    modalities: Modalities
    capabilities: tuple[Capability, ...]
    parameters: tuple[ParameterView, ...]
    additional: TypeView | None
    records: tuple[TypeView, ...]
    task: ParameterView | None
    tasks: tuple[TaskView, ...]
    rules: tuple[RuleView, ...]
    prices: tuple[PriceView, ...]
    lifecycle: Lifecycle
    examples: tuple[ExampleView, ...]
    output: TypeView | None = None

    @property
    def visible(self) -> tuple[ParameterView, ...]:
        """The parameters that are offered."""
        return tuple(parameter for parameter in self.parameters if not parameter.hidden)


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a target spells names and literals, from its `pack.toml`.

    A case is one of `snake`, `pascal`, `camel`, `upper-snake`, `kebab`, `wire`. Reserved words, and those that
    are `taken` for the name's role (`module`, `class`, `member`, `task`), get `suffix`.
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
