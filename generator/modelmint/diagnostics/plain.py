"""Text from documents made safe to show: what a terminal would obey, or hide, is spelled out."""

from __future__ import annotations

import re

# Text that Python takes for printable holds none of these, which is told sooner than this is compiled.
_CONTROL = "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"


def plain(text: str) -> str:
    """The text on one line, with control characters and marks of direction as `\\u001b`."""
    return text if text.isprintable() else re.sub(_CONTROL, _spelled, text)


def plain_json(text: str) -> str:
    """The same for a JSON text, whose meaning and lines stay as they are."""
    return re.sub(_CONTROL, lambda match: match[0] if match[0] in "\n\r\t" else _spelled(match), text)


def _spelled(match: re.Match[str]) -> str:
    return {"\n": "\\n", "\t": "\\t"}.get(match[0]) or f"\\u{ord(match[0]):04x}"
