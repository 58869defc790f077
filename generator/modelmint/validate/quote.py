"""Values as they are quoted in messages: short, in one spelling in every language, and no secret or file."""

from __future__ import annotations

import re

from modelmint.ir.counts import counted
from modelmint.ir.words import LENGTH, numeral
from modelmint.validate.number import exact

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
# Text that Python takes for printable holds none of these, which is told sooner than this is compiled.
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
_ENCODED = re.compile(r"[A-Za-z0-9+/_=-]{64}")
_KINDS = ("sk", "pk", "rk", "hf", "ghp", "gho", "xoxa", "xoxb", "xoxp", "xoxr", "xoxs")
_SECRETS = (
    *(f"{kind}{mark}" for kind in _KINDS for mark in "-_"),
    *("github_pat_", "AKIA", "AIza", "eyJ", "-----BEGIN", "Bearer ", "Basic ", "Key "),
)
_SECRET_NAMES = ("key", "apikey", "token", "secret", "password", "passwd", "authorization", "credential", "credentials")
_SECRET_ENDS = tuple(f"{mark}{name}" for name in _SECRET_NAMES for mark in "-_. '")


def quote(value: object, name: str = "") -> str:
    """A value for a message. `name` is where it stands; what is passed in one named like a secret is not shown."""
    if isinstance(value, str):
        return _text(value, name)
    number = exact(value)
    if number is not None:
        return numeral(number)
    if isinstance(value, list):
        return "an empty array" if not value else f"an array of {counted(len(value), 'item')}"
    if isinstance(value, dict):
        return "an empty object" if not value else f"an object with {counted(len(value), 'member')}"
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else f"a value of type {type(value).__name__}"


def _text(value: str, name: str) -> str:
    hidden = _hidden(value, name)
    if hidden:
        return hidden
    shown = value[:LENGTH]
    if "://" in shown:
        shown = re.split("[?#]", shown, maxsplit=1)[0]
    return f"'{escape(shown)}{'…' if len(shown) < len(value) else ''}'"


def _hidden(value: str, name: str) -> str:
    """How a text is described that must not be shown, or nothing."""
    start = value[:LENGTH]
    if start[:5].lower() == "data:":
        return f"a data URI of {counted(len(value), 'character')}"
    if _ENCODED.match(start):
        return f"a string of {counted(len(value), 'character')}"
    with_password = "://" in start and "@" in start.split("://", 1)[1].split("/", 1)[0]
    last = name.lower().removesuffix("']")
    named = last in _SECRET_NAMES or last.endswith(_SECRET_ENDS)
    if named or value.startswith(_SECRETS) or with_password:
        return "a string that is not shown, as it may be a secret"
    return ""


def escape(text: str) -> str:
    """Text without quotes, backslashes, control characters or invisible ones: each as an escape."""
    text = text.replace("\\", "\\\\").replace("'", "\\'")
    return text if text.isprintable() else re.sub(_UNPRINTABLE, lambda match: f"\\u{ord(match[0]):04x}", text)


def member(path: str, name: str) -> str:
    """The path of a member of an object: `size.width`, or `size['a b']` where the name is no plain word."""
    if not _NAME.match(name[: LENGTH + 1]) or len(name) > LENGTH:
        more = "…" if len(name) > LENGTH else ""
        return f"{path}['{escape(name[:LENGTH])}{more}']"
    return f"{path}.{name}" if path else name
