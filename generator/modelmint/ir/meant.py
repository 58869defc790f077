"""What a person probably meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def meant(word: str, known: Iterable[str]) -> str:
    """The question `did you mean 'python'?`, whatever the case of the letters; empty if nothing known is near."""
    from difflib import get_close_matches

    spelled = {each.lower(): each for each in known}
    near = get_close_matches(word.lower(), spelled, 1) or _begun(word.lower(), spelled)
    return f"did you mean {spelled[near[0]]!r}?" if near else ""


def _begun(word: str, known: Iterable[str]) -> list[str]:
    """The one known word that begins so; none where it is anyone's guess."""
    found = [each for each in known if len(word) >= _LEAST and each.startswith(word)]
    return found if len(found) == 1 else []


_LEAST = 3
"""How many letters must be there for a beginning to tell a word."""
