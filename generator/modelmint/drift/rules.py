"""The kinds of change, as rows: what each means, for whom it breaks, and why we class it so."""

from __future__ import annotations

from modelmint.drift.change import Bump, Change, Level
from modelmint.drift.place import Place
from modelmint.ir.frozen import frozen, replace

_LEVELS = {"breaking": Level.BREAKING, "risky": Level.RISKY, "safe": Level.SAFE}


@frozen
class ChangeRule:
    """A row: the change in words, with its class and bump when it happens to a request (or to the model)
    and when it happens to a response."""

    code: str
    meaning: str
    level: Level
    bump: Bump
    response_level: Level
    response_bump: Bump
    why: str


def _row(code: str, meaning: str, request: str, why: str, response: str = "") -> ChangeRule:
    level, bump = request.split()
    response_level, response_bump = (response or request).split()
    return ChangeRule(code, meaning, _LEVELS[level], Bump(bump), _LEVELS[response_level], Bump(response_bump), why)


_PARAMETERS = (
    _row("parameter-added", "an optional parameter came", "safe minor", "old requests do not use it"),
    _row("parameter-added-required", "a required parameter came", "breaking major", "old requests omit it"),
    _row(
        "parameter-added-required-with-default",
        "a required parameter came, with a default",
        "breaking major",
        "a default is an annotation: strict servers refuse a request that omits it",
    ),
    _row("parameter-removed", "a parameter went", "breaking major", "the provider refuses or ignores it now"),
    _row(
        "parameter-removed-as-announced",
        "a parameter that was deprecated went",
        "risky major",
        "it was announced: listed, but no gate closes for it",
    ),
    _row(
        "parameter-renamed",
        "a parameter went and one like it came",
        "breaking major",
        "requests with the old name are refused or ignored; the new name is a proposal, with its evidence",
    ),
    _row("parameter-deprecated", "a parameter is deprecated now", "safe minor", "it still works"),
    _row("parameter-undeprecated", "a parameter is no longer deprecated", "safe minor", "it still works"),
    _row("became-required", "an optional parameter is required now", "breaking major", "old requests may omit it"),
    _row(
        "became-required-with-default",
        "an optional parameter is required now, with a default",
        "breaking major",
        "a default is an annotation: strict servers refuse a request that omits it",
    ),
    _row("became-optional", "a required parameter is optional now", "safe minor", "old requests have it"),
    _row("order-changed", "the order changed", "safe none", "names and values have no order; clients take keywords"),
    _row("documentation-changed", "the text changed", "safe patch", "no request changes its meaning"),
    _row(
        "documentation-warns",
        "the text warns of something new, or speaks of another unit",
        "risky minor",
        "providers announce in prose what the schema does not say yet",
    ),
)

_FIELDS = (
    _row("field-added", "a field of the answer came", "safe minor", "readers ignore what they do not know"),
    _row("field-removed", "a field that was always there went", "breaking major", "code that reads it fails"),
    _row("optional-field-removed", "an optional field went", "breaking major", "a typed attribute vanishes"),
    _row("field-became-optional", "a field may be missing now", "breaking major", "typed code meets None"),
    _row("field-became-required", "a field is always there now", "safe minor", "readers need fewer checks"),
    _row("answer-unknown", "the answer is not described any more", "risky minor", "typed attributes vanish"),
    _row("answer-known", "the answer is described now", "safe minor", "only more is said"),
    _row("error-shape-added", "an answer may be an error object now", "risky minor", "a new exception to handle"),
)

_DEFAULTS = (
    _row("default-changed", "the default changed", "risky minor", "the same call has another result, or price"),
    _row("default-added", "a default came", "risky minor", "the same call may have another result"),
    _row("default-removed", "the default went", "risky minor", "what happens without it is unknown now"),
    _row(
        "default-not-allowed",
        "the default is outside of what the schema allows",
        "breaking major",
        "the document contradicts itself: every call that omits the parameter is at risk",
    ),
)

_TYPES = (
    _row("type-changed", "the type changed", "breaking major", "values of the old type are refused"),
    _row(
        "type-narrowed",
        "the type takes fewer values",
        "breaking major",
        "some values of the old type are refused",
        "safe patch",
    ),
    _row(
        "type-widened",
        "the type takes more values",
        "safe minor",
        "all values of the old type are taken",
        "breaking major",
    ),
    _row("null-added", "null is allowed now", "safe minor", "old values are allowed still", "breaking major"),
    _row("null-removed", "null is not allowed any more", "breaking major", "null is refused", "safe patch"),
    _row("values-listed", "free values became a list", "breaking major", "other values are refused", "safe minor"),
    _row("values-freed", "a list became free values", "safe minor", "the listed are allowed still", "risky minor"),
    _row("value-added", "an allowed value came", "safe minor", "a new feature", "risky minor"),
    _row(
        "value-removed",
        "an allowed value went",
        "breaking major",
        "requests with it are refused",
        "safe patch",
    ),
    _row("member-added", "a member of a union came", "safe minor", "old values are allowed still", "risky minor"),
    _row("member-removed", "a member of a union went", "breaking major", "its values are refused", "safe patch"),
    _row(
        "discriminator-changed",
        "another field selects the member of a union",
        "risky minor",
        "typed clients choose the member by it",
    ),
    _row("media-changed", "a file is sent in another form", "breaking major", "the old form is refused"),
    _row("unknown-refused", "unnamed keys are refused now", "breaking major", "passed-through keys fail", "safe patch"),
    _row("unknown-accepted", "unnamed keys are accepted now", "safe minor", "nothing is refused", "safe minor"),
)

_LIMITS = (
    _row("range-narrowed", "the range is narrower", "breaking major", "values between are refused", "safe patch"),
    _row("range-added", "a range came", "breaking major", "values outside are refused", "safe patch"),
    _row("range-widened", "the range is wider", "safe minor", "old values are allowed still", "risky minor"),
    _row("step-added", "numbers are in steps now", "breaking major", "values between are refused", "safe patch"),
    _row("step-narrowed", "numbers are in coarser steps", "breaking major", "values between are refused", "safe patch"),
    _row("step-widened", "numbers are in finer steps", "safe minor", "old values are allowed still", "risky minor"),
    _row("length-added", "texts have limits now", "breaking major", "others are refused", "safe patch"),
    _row("length-narrowed", "texts have narrower limits", "breaking major", "others are refused", "safe patch"),
    _row("length-widened", "texts have wider limits", "safe minor", "old values are allowed still", "risky minor"),
    _row("count-added", "lists have limits now", "breaking major", "others are refused", "safe patch"),
    _row("count-narrowed", "lists have narrower limits", "breaking major", "others are refused", "safe patch"),
    _row("count-widened", "lists have wider limits", "safe minor", "old values are allowed still", "risky minor"),
    _row("unique-added", "items must differ now", "breaking major", "repeated items are refused", "safe patch"),
    _row("unique-removed", "items may repeat now", "safe minor", "old values are allowed still", "risky minor"),
    _row("contains-added", "some items must be of a kind", "breaking major", "others are refused", "safe patch"),
    _row("contains-removed", "items may be of any kind", "safe minor", "old values are allowed still", "risky minor"),
    _row("contains-narrowed", "other items must be of a kind", "breaking major", "some are refused", "safe patch"),
    _row("contains-widened", "fewer items must be of a kind", "safe minor", "old values fit still", "risky minor"),
    _row("contains-changed", "items of a kind: no one can tell how", "risky minor", "some may be refused"),
    _row("pattern-added", "texts must match a pattern now", "breaking major", "others are refused", "safe patch"),
    _row("pattern-removed", "texts need match no pattern", "safe minor", "old values are allowed still", "risky minor"),
    _row("pattern-narrowed", "the pattern matches less", "breaking major", "some are refused", "safe patch"),
    _row("pattern-widened", "the pattern matches more", "safe minor", "old values match still", "risky minor"),
    _row("pattern-changed", "the pattern changed, no one can tell how", "risky minor", "some may be refused"),
    _row("format-added", "a format is named", "risky minor", "most servers take it as a note"),
    _row("format-changed", "another format is named", "risky minor", "most servers take it as a note"),
    _row("format-removed", "no format is named any more", "safe patch", "nothing more is refused"),
    _row(
        "refused-unexplained",
        "a request that was valid is refused, though no rule tells why",
        "breaking major",
        "the search over all requests found it",
    ),
)

_CONDITIONS = (
    _row("rule-added", "a rule between parameters came", "breaking major", "requests that break it are refused"),
    _row("rule-changed", "a rule between parameters changed", "breaking major", "some requests are refused now"),
    _row("rule-relaxed", "a rule between parameters asks for less", "safe minor", "old requests satisfy it"),
    _row("rule-removed", "a rule between parameters went", "safe minor", "nothing more is refused"),
    _row("advice-changed", "advice between parameters changed", "safe patch", "nothing is refused for it"),
)

_OFFER = (
    _row("endpoint-moved", "the model is called elsewhere", "breaking patch", "released clients call the old path"),
    _row("endpoint-added", "another endpoint came", "safe minor", "the old ones are there still"),
    _row("endpoint-removed", "an endpoint went", "breaking major", "released clients call it"),
    _row("server-changed", "the server's address changed", "risky patch", "released clients may call the old one"),
    _row("authentication-changed", "callers identify otherwise", "breaking major", "released clients are refused"),
    _row("call-shape-changed", "it answers at once, later or in parts", "breaking major", "callers wait otherwise"),
    _row("capability-lost", "the model cannot do it any more", "breaking major", "requests that use it fail"),
    _row("capability-gained", "the model can do more", "safe minor", "nothing is lost"),
    _row("capability-known", "a fact is known, or unknown, that was not", "safe patch", "only what is said changed"),
    _row("capability-changed", "a fact about the model changed", "risky patch", "callers may rely on it"),
    _row("limit-shrunk", "a limit of the model shrank", "breaking major", "large requests are refused"),
    _row("limit-grown", "a limit of the model grew", "safe patch", "old requests fit"),
    _row("rate-limit-lowered", "fewer calls are allowed in a time", "risky patch", "busy callers are refused"),
    _row("rate-limit-raised", "more calls are allowed in a time", "safe patch", "nothing is refused"),
    _row("input-modality-added", "another kind of input is taken", "safe minor", "old requests are the same"),
    _row("input-modality-removed", "a kind of input is taken no more", "breaking major", "such requests fail"),
    _row("output-modality-added", "another kind of output may come", "risky minor", "readers may not expect it"),
    _row("output-modality-removed", "a kind of output comes no more", "breaking major", "readers wait in vain"),
    _row("alias-repointed", "the same id means another model", "risky minor", "other answers at another price"),
    _row("stability-raised", "the model is more stable", "safe patch", "more is promised"),
    _row("stability-lowered", "the model is less stable", "risky minor", "less is promised"),
    _row("description-changed", "what is said of the model changed", "safe patch", "no request changes"),
    _row("example-changed", "the examples changed", "safe patch", "no request changes"),
)

_PRICES = (
    _row("price-raised", "a price rose", "risky minor", "no code breaks, budgets do"),
    _row("price-lowered", "a price fell", "safe patch", "it costs less"),
    _row("price-unit-changed", "a price counts something else", "breaking major", "stored figures are wrong"),
    _row("price-currency-changed", "a price is in another currency", "breaking major", "stored figures are wrong"),
    _row("price-condition-changed", "a price applies to other calls", "risky minor", "the same call may cost more"),
    _row("price-added", "a price or tier came", "risky minor", "some calls cost more than was known"),
    _row("price-removed", "a price went", "risky minor", "what such calls cost is unknown"),
    _row("price-in-effect", "an announced price is charged from today", "risky none", "calls cost something else"),
    _row("price-renamed", "a price has another label", "safe none", "it costs the same"),
)

_LIFE = (
    _row("model-added", "the model is new", "safe minor", "nothing is lost"),
    _row("model-removed", "the model went without notice or early", "breaking major", "all calls fail"),
    _row("model-removed-as-announced", "the model went when it was to", "risky major", "it was announced"),
    _row("model-unreachable", "the provider does not know the model now", "breaking none", "all calls may fail"),
    _row("schema-unavailable", "the model has no schema at the moment", "risky none", "nothing is known of it"),
    _row("deprecated", "the model is deprecated, with a date", "risky minor", "calls fail from that day on"),
    _row("deprecated-undated", "the model is deprecated, without a date", "risky minor", "calls will fail one day"),
    _row("retirement-brought-forward", "the model ends earlier", "risky minor", "there is less time to move"),
    _row("retirement-too-soon", "the model ends within the grace time", "breaking minor", "there is no time to move"),
    _row("retirement-put-off", "the model ends later", "safe patch", "there is more time to move"),
    _row("retirement-undated", "the date went, the model is still deprecated", "risky patch", "it may end any day"),
    _row("undeprecated", "the model is no longer deprecated", "safe patch", "it stays"),
    _row("retirement-near", "the model ends within days", "risky none", "calls fail from that day on"),
    _row("retirement-passed", "the day on which the model ends has passed", "breaking none", "calls fail"),
    _row("successor-changed", "another successor is named", "safe patch", "only where to move to changed"),
)

RULES: tuple[ChangeRule, ...] = (
    *_PARAMETERS,
    *_FIELDS,
    *_DEFAULTS,
    *_TYPES,
    *_LIMITS,
    *_CONDITIONS,
    *_OFFER,
    *_PRICES,
    *_LIFE,
)
"""Every kind of change, in the order in which `modelmint rules` lists them."""

_NOT_BY_VALUES = {"media-changed", "refused-unexplained", "unknown-refused"}
ABOUT_VALUES = frozenset(rule.code for rule in (*_TYPES, *_LIMITS)) - _NOT_BY_VALUES
"""The changes whose class follows from the values that are accepted, and from nothing else."""

_BY_CODE = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> ChangeRule:
    """The row of a code."""
    return _BY_CODE[code]


def made(code: str, place: Place, old: str = "", new: str = "", message: str = "") -> Change:
    """A change of this code at this place, classed by its row."""
    rule = _BY_CODE[code]
    response = place.direction == "response"
    level = rule.response_level if response else rule.level
    bump = rule.response_bump if response else rule.bump
    return Change(code, place, level, bump, message or rule.meaning, old, new)


def reclassed(change: Change, level: Level, because: str, bump: Bump | None = None) -> Change:
    """The change in another class, and with another bump if one is given, for a reason that is shown."""
    hint = "; ".join(filter(None, (change.hint, because)))
    return replace(change, level=level, bump=bump or change.bump, hint=hint)
