"""A pattern spelled so that Python, JavaScript and Rust read the same in it."""

from __future__ import annotations

from modelmint.validate.pattern.tree import Branch, Chars, Choice, Repeat, Sequence, Tree, complement

_SPECIAL = frozenset("^$\\.*+?()[]{}|")


def spell(branches: tuple[Branch, ...], end: str) -> str:
    """The pattern, with `end` for the end of the text."""
    return "|".join(("^" if one.start else "") + _spell(one.tree) + (end if one.end else "") for one in branches)


def _spell(tree: Tree) -> str:
    match tree:
        case Chars():
            return _chars(tree)
        case Sequence():
            return "".join(map(_spell, tree.parts))
        case Choice():
            return f"(?:{'|'.join(map(_spell, tree.branches))})"
        case Repeat():
            part = _spell(tree.part)
            return (part if isinstance(tree.part, Chars | Choice) else f"(?:{part})") + _count(tree)


def _count(tree: Repeat) -> str:
    match (tree.least, tree.most):
        case (0, None):
            return "*"
        case (1, None):
            return "+"
        case (0, 1):
            return "?"
        case (least, None):
            return f"{{{least},}}"
        case (least, most):
            return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _chars(chars: Chars) -> str:
    if not chars.spans:
        return r"[^\s\S]"
    if len(chars.spans) == 1 and chars.spans[0][0] == chars.spans[0][1]:
        return _letter(chars.spans[0][0])
    others = complement(chars)
    if not others.spans:
        return r"[\s\S]"
    if len(others.spans) < len(chars.spans) or chars.spans[-1][1] == 0x10FFFF:
        return f"[^{_spans(others)}]"
    return f"[{_spans(chars)}]"


def _spans(chars: Chars) -> str:
    return "".join(_member(low) + (f"-{_member(high)}" if high > low else "") for low, high in chars.spans)


def _member(point: int) -> str:
    # JavaScript takes an escaped hyphen in brackets only.
    return r"\-" if chr(point) == "-" else _letter(point)


def _letter(point: int) -> str:
    if chr(point) in _SPECIAL:
        return f"\\{chr(point)}"
    if 0x20 <= point < 0x7F or (point > 0xFFFF and point != 0x10FFFF):
        return chr(point)
    return f"\\u{point:04x}" if point <= 0xFFFF else chr(point)
