"""What a description says about a parameter together with others."""

from __future__ import annotations

import re

from modelmint.lint.prose.sentence import sentences

_REST = r"(?:[^.;()]|\([^()]*\)|\.(?=\w))*"
_REQUIRED = re.compile(
    rf"(?:^|[(.;,]\s*|\b(?:is|are|also|and|field|parameter) )(?P<quote>required (?:when|if|for|unless|in)\b{_REST})",
    re.IGNORECASE,
)
_USED = (
    r"(?:used|valid|applicable|applies|available|supported|works?|effective|relevant|active|respected|honou?red"
    r"|considered|has (?:an )?effect|takes effect|applied|allowed|required|needed|enabled|meaningful"
    r"|be used|have an effect|take effect)"
)
_SUBJECT = (
    r"(?:^(?:note: )?\w+ (?:longer|greater|larger|higher|lower|shorter|smaller|above|over|below) [^.]{1,60} are |^"
    r"|^(?:note: )?[^.,;()]{1,60} (?:is|are) |^(?:it |this (?:\w+ )?)?(?:can|will|may) "
    r"|[(.;,:]\s*|\bthis (?:\w+ )?(?:is |will be |are )?|\bit (?:is |will be )?|\b(?:will be|and is|but is) )"
)
_ONLY = re.compile(
    rf"{_SUBJECT}(?P<quote>(?:only {_USED}|{_USED} only|(?<=\()only|(?<=\()(?:used|applies|applied|valid)(?= when| if))"
    rf" (?:when|if|for|with|in|on|by|to|at|during|together)\b{_REST})",
    re.IGNORECASE,
)
_IGNORED = re.compile(
    rf"{_SUBJECT}(?P<quote>(?:ignored|not used|unused|not supported|not applicable|not relevant|not available|disabled"
    r"|no effect|has no effect|does not (?:take effect|apply|work)|overridden)"
    rf" (?:if|when|unless|for|with|in|on|by)\b{_REST})",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^(?P<quote>(?:when|if) [^.;]*(?:\bthis (?:\w+ )?(?:is|will be) (?:ignored|not used|unused|overridden)\b"
    r"|,\s(?:the |this )?value (?:is|will be) (?:set|fixed) to [^.;]+))",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"^(?P<quote>(?:requires|must be used (?:together )?with) [`'\"]?\w+[`'\"]?(?:$|[=,;.]| to be | and | > | is ).*)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:^|[.;] )(?P<quote>[`'\"]?\w+[`'\"]? (?:must|has to) be (?:set|set to \S+|enabled|true|provided|given)"
    r" (?:if|when) (?:this|it)\b[^.;]*)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"^(?P<quote>(?:supported|available) (?:in|on|from|since) \S+\+.*)", re.IGNORECASE)
_LIMITED = re.compile(r"^(?P<quote>\w*\d\w* (?:\w+ )?(?:is|are) (?:limited|restricted) to [^.;]+)", re.IGNORECASE)
_AT = re.compile(
    r"^(?!.*\b(?:required|must|fails?|error|default|random|automatic\w*|ignored|overrid\w*)\b)[^.,;:]{3,120}? "
    r"(?P<quote>(?:when|if) (?:[`'\"]{0,2}\w+_\w+[`'\"]{0,2} is (?:not )?"
    r"(?:provided|set|given|specified|true|false|enabled|disabled|[`'\"]\w+[`'\"])"
    r"|(?:\w+ ){1,3}is (?:enabled|disabled)))\.?$",
    re.IGNORECASE,
)
"""What something is for, with the setting of another parameter for which it is."""
_NAME = r"[`'\"]{0,2}\b(?P<name>\w+)[`'\"]{0,2}"
_OVERRIDDEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NAME} (?:(?:parameter|option|field|setting|value) )?"
        r"(?:is|are|will be|gets?) (?:ignored|overridden|unused|not used)\b",
        r"\b(?:when|if) (?:it is )?(?:provided|set|specified|given|enabled)\b[^.;]*"
        rf"\b(?:will )?(?:overrides?|takes? precedence over) (?:the )?{_NAME}",
        rf"\bignoring (?:the )?{_NAME}",
        rf"\b(?:ignoring|overrides?) (?:the )?[`'\"]?\w+[`'\"]? and (?:the )?{_NAME}",
    )
)
_TOGGLED = re.compile(
    r"^(?:if|when) (?:set to )?[`'\"]?(?:true|false|enabled|disabled)[`'\"]?,? (?:[^.;]{0,60}\b(?:determined by|uses?) "
    rf"(?:the )?(?:specified |passed |given )?{_NAME}(?: parameter)?\.?$|(?:the )?{_NAME.replace('name', 'used')} "
    r"(?:parameter )?(?:will be|is) used\b)",
    re.IGNORECASE,
)
"""The setting of a switch for which another parameter is used."""
_FOR = re.compile(r"^(?P<quote>for (?:\w+_\w+|`[^`]+`|'[^']+'|\"[^\"]+\")),", re.IGNORECASE)
_FOR_USE = re.compile(
    r"\b(?P<quote>for (?:use with [^.;,]+|(?:the )?[\w -]{3,60} (?:task|mode|workflow)))\.?$", re.IGNORECASE
)
_TRAILING = re.compile(
    r"^(?P<quote>[`'\"]?\w+[`'\"]?(?:[ /,]+(?:and |or )?[`'\"]?\w+[`'\"]?){0,3} only)\.?$", re.IGNORECASE
)
_EXCLUSIVE = re.compile(
    r"\bmutually exclusive\b|\b(?:not|never) both\b|\bincompatible with\b"
    r"|\b(?:can ?not|must not|may not) be (?:used|combined|provided|specified|set|sent|given|passed)"
    r" (?:together |in (?:conjunction|combination) |along |alongside |at the same time |simultaneously )?(?:with|as)\b"
    r"|\b(?:can ?not|must not|may not) be (?:used|provided|specified|set|sent|given|passed) (?:if|when)\b"
    r"|\bdo not (?:use|combine|set|send) (?:this )?(?:together )?with\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"\b(?:recommend\w*|suggest\w*|advis\w*|generally|usually|prefer\w*)\b", re.IGNORECASE)
_ONE_OF = re.compile(
    r"(?P<quote>\b(?:either|at least one of|one of|exactly one of|at least one (?=[^.;,]* or ))\b[^.;]*?"
    r"\b(?:must|has to|have to|needs? to|should|is|are) (?:be )?"
    r"(?:provided|specified|set|given|sent|present|required|supplied|passed)\b"
    r"|^(?:if|when) not (?:provided|specified|set|given), [`'\"]?\w+[`'\"]? (?:is|must be) (?:required|provided)\b)",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"(?P<quote>^\W*optional\b|\(optional\)|\b(?:if|when) (?:not (?:provided|specified|set|given)|omitted|left out)\b"
    r"|\bthis (?:parameter|field) is optional\b)",
    re.IGNORECASE,
)
_DEPRECATED = re.compile(
    r"(?P<quote>^\W{0,2}deprecated\b|\b(?:is|has been|now) deprecated\b|\bkept for backwards? compatibility\b"
    r"|\bno longer (?:used|supported|has (?:any|an) effect|available)\b)",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"(?P<quote>\b(?:same as|alias (?:of|for)|synonym (?:of|for)|equivalent to|identical to)\s+(?:the )?"
    r"[`'\"]?(?P<name>\w+)[`'\"]?)",
    re.IGNORECASE,
)


def required_when(doc: str) -> str | None:
    """The words that make the parameter required under a condition."""
    return _first(doc, _REQUIRED)


def only_when(doc: str) -> str | None:
    """The words that keep the parameter to a condition."""
    return (
        _first(doc, _ONLY, _IGNORED, _FIRST, _NEEDS, _ASKS, _SINCE, _LIMITED) or _first(doc, _TRAILING) or _purpose(doc)
    )


def _purpose(doc: str) -> str | None:
    """The words that say for which setting of another parameter this one is, where its purpose is told."""
    told = (one for index, one in enumerate(sentences(doc)) if index == 0 or one.startswith("Used "))
    return next((phrase for sentence in told if (phrase := _first(sentence, _AT, _FOR, _FOR_USE))), None)


def overridden(doc: str) -> list[tuple[str, str]]:
    """The other parameters that are said to be ignored because of this one, with the sentence that says so."""
    return [
        (match["name"], sentence)
        for sentence in sentences(doc)
        for pattern in _OVERRIDDEN
        for match in pattern.finditer(sentence)
    ]


def switched(doc: str) -> list[tuple[str, str]]:
    """The other parameters that one setting of this switch is said to put to use, with the sentence that says so."""
    found = ((sentence, _TOGGLED.search(sentence)) for sentence in sentences(doc))
    return [(match["name"] or match["used"], sentence) for sentence, match in found if match]


def exclusive(doc: str) -> str | None:
    """The sentence that keeps the parameter from being sent together with another one."""
    found = (sentence for sentence in sentences(doc) if _EXCLUSIVE.search(sentence))
    return next((sentence for sentence in found if not _ADVICE.search(sentence)), None)


def one_of(doc: str) -> str | None:
    """The words that ask for one of several parameters."""
    return _first(doc, _ONE_OF)


def optional(doc: str) -> str | None:
    """The words that say that the parameter can be left out."""
    return _first(doc, _OPTIONAL)


def deprecated(doc: str) -> str | None:
    """The words that say that the parameter should not be used any more."""
    return _first(doc, _DEPRECATED)


def alias(doc: str, names: frozenset[str]) -> tuple[str, str] | None:
    """The other parameter that this one is said to be the same as, and the words that say so."""
    for sentence in sentences(doc):
        for match in _ALIAS.finditer(sentence):
            if match["name"] in names:
                return match["name"], match["quote"]
    return None


def _first(doc: str, *patterns: re.Pattern[str]) -> str | None:
    for sentence in sentences(doc):
        for pattern in patterns:
            match = pattern.search(sentence)
            if match:
                return match["quote"].strip(" ,")
    return None
