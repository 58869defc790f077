"""Text as a string of JSON, TOML, YAML and the shell."""

from __future__ import annotations

import re

from modelmint.render.code import Code

# Not printable everywhere: line separators, controls, marks that turn the direction of text and lone surrogates.
# Text that Python takes for printable holds none of these, which is told sooner than this is compiled.
_UNPRINTABLE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)

# What no shell takes for anything else; a word that starts with a hyphen or a tilde is not among them.
_BARE = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./:@%+=-]*")


def utf16_escape(match: re.Match[str]) -> str:
    r"""The character as `\uXXXX`, which JSON, JavaScript and Python read alike below U+10000."""
    return f"\\u{ord(match[0]):04x}"


def visible(text: str) -> str:
    r"""Text with what cannot be printed as `\uXXXX`; backslashes stay as they are."""
    return text if text.isprintable() else re.sub(_UNPRINTABLE, utf16_escape, text)


def json_string(text: str) -> Code:
    """A JSON string, with its quotes."""
    return Code('"' + visible(text.replace("\\", "\\\\").replace('"', '\\"')) + '"')


def toml_string(text: str) -> Code:
    """A basic TOML string, with its quotes. TOML has no lone surrogates: they become U+FFFD."""
    return json_string(whole(text))


def yaml_string(text: str) -> Code:
    """A double-quoted YAML string, with its quotes. YAML has no lone surrogates: they become U+FFFD."""
    return json_string(whole(text))


def shell_word(text: str) -> Code:
    """One word of a POSIX shell. NUL cannot stand in one: it becomes U+FFFD, as do lone surrogates."""
    if _BARE.fullmatch(text):
        return Code(text)
    return Code("'" + whole(text).replace("\x00", "\ufffd").replace("'", "'\"'\"'") + "'")


def shell_text(text: str) -> Code:
    """What stands between the double quotes of a POSIX shell, beside `$NAME`s of the template."""
    return Code(re.sub(r'(["\\$`])', r"\\\1", whole(text).replace("\x00", "\ufffd")))


def whole(text: str) -> str:
    """Text whose lone surrogates, which no UTF-8 holds, have become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
