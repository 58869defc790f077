"""What a template sees: a model with every name spelled and every order fixed for one target."""

from __future__ import annotations

from itertools import combinations

from modelmint.ir.frozen import frozen
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Capability, Endpoint, Modalities, Model
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Limits, OneOf, Rule
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.lower.checks import Run, blocks, checks, grouped
from modelmint.lower.choices import choices
from modelmint.lower.files import file_places
from modelmint.lower.help import help_text
from modelmint.lower.tasks import demanded
from modelmint.lower.type_view import ParameterView, TypeView
from modelmint.lower.vectors import VectorsView, vectors_view
from modelmint.validate.quote import member
from modelmint.validate.words import asked, reason

RESULTS = ("image", "video", "audio", "embedding")
"""Kinds of content for which a result of a client has a word of its own."""


@frozen
class TaskView:
    """One thing that the model does: the task parameter's value, and exactly the parameters that belong to it.

    `class_name` is that of its request, `call_class` that of a call, which has options beside it.
    Its parameters are as the task has them: one that a rule requires under this task is required here.
    `rules` are those that can apply while the task is chosen, their task test removed.
    """

    value: Json
    name: str
    class_name: str
    call_class: str
    doc: str
    parameters: tuple[ParameterView, ...]
    rules: tuple[RuleView, ...]

    def mark(self, parameter: ParameterView) -> str:
        """What the task makes of a parameter: `required`, `depends`, `optional`, or nothing if it does not belong.

        It depends where a rule may ask for it: beside some values of others, or as one of several.
        """
        own = next((one for one in self.parameters if one.wire == parameter.wire), None)
        if own is None or own.required:
            return "required" if own else ""
        return "depends" if any(parameter.wire in demanded(rule.rule) for rule in self.rules) else "optional"


@frozen
class ClauseView:
    """One test of a condition, by wire name: `kind` is `is`, `present` or `absent`.

    `values` are what `is` asks for. `by_default` tells that an absent parameter passes, its default being one of them.
    """

    kind: str
    wire: str
    name: str
    values: tuple[Json, ...] = ()
    by_default: bool = False
    default: Json | Unset = UNSET

    @property
    def has_default(self) -> bool:
        """Whether the parameter has a default, null or not."""
        return self.default is not UNSET


@frozen
class RuleView:
    """A rule and what it says in one sentence, in wire names; `limit` is the type that a `limits` rule sets."""

    kind: str
    rule: Rule
    sentence: str
    when: tuple[ClauseView, ...] = ()
    limit: TypeView | None = None

    @property
    def paths(self) -> tuple[tuple[str, str], ...]:
        """The parameters of the rule: each one's wire name, and its path in a request."""
        names = (self.rule.parameter,) if isinstance(self.rule, Limits) else self.rule.parameters
        return tuple((name, member("", name)) for name in names)

    @property
    def reason(self) -> str:
        """The condition, as the end of what a validator says was expected; empty if there is none."""
        return reason(self.rule)

    @property
    def how_many(self) -> str:
        """For `one-of`: what a validator says was expected."""
        return asked(self.rule) + self.reason if isinstance(self.rule, OneOf) else ""

    @property
    def enough(self) -> tuple[tuple[str, ...], ...]:
        """For `one-of`: the smallest sets of parameters of which one must be given; empty if none need be."""
        rule = self.rule
        return tuple(combinations(rule.parameters, rule.least)) if isinstance(rule, OneOf) and rule.least else ()

    @property
    def excess(self) -> tuple[tuple[str, ...], ...]:
        """For `one-of`: the smallest sets of parameters that are too many together."""
        return tuple(combinations(self.rule.parameters, self.rule.most + 1)) if isinstance(self.rule, OneOf) else ()


@frozen
class PriceView:
    """A price, when it holds in words ("`size_scale` = `small`") and as tests, its rate in words."""

    price: Price
    condition: str
    rate: str
    was: str = ""
    when: tuple[ClauseView, ...] = ()


@frozen
class ArgumentView:
    """An argument of a call in an example: the target's name for the parameter, and the value."""

    name: str
    value: Json


@frozen
class ExampleView:
    """A request that the model accepts, checked before it is shown. `task` is empty for the plain one.

    `method` is the client's method for it and `arguments` what that is given; it is empty where the request holds
    what clients do not offer.
    """

    title: str
    task: str
    request: dict[str, Json]
    method: str = ""
    arguments: tuple[ArgumentView, ...] = ()


@frozen
class CorrectionView:
    """A fact that we hold against the provider's document: where, and both sides in words."""

    at: str
    was: str
    now: str
    why: str
    source: str


@frozen
class TaskRow:
    """A parameter by task: `TaskView.mark` for each task, in the order of the tasks."""

    parameter: ParameterView
    marks: tuple[str, ...]

    @property
    def everywhere(self) -> bool:
        """Whether it is the same in all tasks."""
        return len(set(self.marks)) == 1


@frozen
class ModelView:
    """A model for one target. Parameters keep the provider's order, hidden ones included; see `visible`.

    `slug` is a name for files and links: small letters, digits and hyphens, another for each model of a source.
    `request_class` names the type of its general request, `call_class` that of a call, which has options beside
    it, and `estimate_class` that of one with everything optional; the names of records and tasks differ from them.
    `model` is what all of it was made from.
    """

    ref: str
    id: str
    source: str
    folder: str
    slug: str
    module: str
    class_name: str
    request_class: str
    call_class: str
    estimate_class: str
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
    request_records: tuple[TypeView, ...]
    records: tuple[TypeView, ...]
    task: ParameterView | None
    tasks: tuple[TaskView, ...]
    rules: tuple[RuleView, ...]
    prices: tuple[PriceView, ...]
    lifecycle: Lifecycle
    examples: tuple[ExampleView, ...]
    model: Model
    output: TypeView | None = None
    corrections: tuple[CorrectionView, ...] = ()

    @property
    def vectors(self) -> VectorsView:
        """Test vectors: requests, right and wrong, with every problem that a validator must find."""
        return vectors_view(self.model)

    @property
    def shown(self) -> ExampleView | None:
        """The first example, if clients offer all that it holds."""
        return next((one for one in self.examples[:1] if one.method), None)

    @property
    def visible(self) -> tuple[ParameterView, ...]:
        """The parameters that are offered."""
        return tuple(parameter for parameter in self.parameters if not parameter.hidden)

    @property
    def choices(self) -> tuple[TypeView, ...]:
        """The enumerations in what is offered and in records, each once."""
        fields = (field for record in self.records for field in record.fields)
        return choices(field.type for field in (*fields, *self.visible))

    @property
    def files(self) -> dict[str, str]:
        """The kind of file by the dotted path where one goes into a request."""
        return file_places(self.parameters)

    @property
    def gives(self) -> str:
        """What a result holds: image, video, audio or embedding; empty where it may be anything else."""
        category = self.category.rpartition("-to-")[2]
        return next((kind for kind in (*self.modalities.output, category) if kind in RESULTS), "")

    def help(self, parameter: ParameterView, *, typed: bool = False) -> str:
        """What a parameter is for, what it allows, and what it does to the price.

        `typed` leaves out what its type says already where that stands beside it: nothing but values to choose from.
        """
        said = typed and parameter.type.kind != "union" and not parameter.type.limits
        return help_text(parameter, "" if said else parameter.allowed, self.prices)

    @property
    def result_records(self) -> tuple[TypeView, ...]:
        """The records that stand in a result and in no request."""
        return tuple(record for record in self.records if record not in self.request_records)

    @property
    def matrix(self) -> tuple[TaskRow, ...]:
        """The offered parameters by task, the one that chooses the task apart."""
        return tuple(self._row(parameter) for parameter in self.visible if parameter != self.task)

    def _row(self, parameter: ParameterView) -> TaskRow:
        return TaskRow(parameter, tuple(task.mark(parameter) for task in self.tasks))

    @property
    def binding_rules(self) -> tuple[RuleView, ...]:
        """The rules that refuse a request; the others are advice."""
        return tuple(rule for rule in self.rules if rule.rule.level == "error")

    @property
    def blocks(self) -> tuple[tuple[ParameterView, ...], ...]:
        """The parameters in the order and the groups in which a validator looks at them."""
        return blocks(self.parameters)

    @property
    def checks(self) -> tuple[TypeView, ...]:
        """Every type of a request that is checked by something named, inner ones first."""
        limits = (rule.limit for rule in self.binding_rules if rule.limit is not None)
        outer = (*(parameter.type for parameter in self.parameters), *limits)
        return checks(outer if self.additional is None else (*outer, self.additional))

    @property
    def rule_groups(self) -> tuple[tuple[tuple[Json, ...], tuple[Run, ...]], ...]:
        """The binding rules in groups, each with the texts of which its first parameter must have one; or none."""
        return grouped(self.binding_rules)

    @property
    def clauses(self) -> tuple[ClauseView, ...]:
        """The parameters whose values binding rules ask for anywhere, each once."""
        tests = (clause for rule in self.binding_rules for clause in rule.when if clause.kind == "is")
        return tuple({clause.wire: clause for clause in tests}.values())

    @property
    def asked(self) -> tuple[ClauseView, ...]:
        """The parameters whose values decide first whether binding rules apply, each once."""
        first = (rule.when[0] for rule in self.binding_rules if rule.when and rule.when[0].kind == "is")
        return tuple({clause.wire: clause for clause in first}.values())
