"""What a person probably meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def meant(word: str, known: Iterable[str]) -> str:
    """The question `did you mean 'python'?`, whatever the case of the letters; empty if nothing known is near."""
    from difflib import get_close_matches

    spelled = {each.lower(): each for each in known}
    near = get_close_matches(word.lower(), spelled, 1)
    return f"did you mean {spelled[near[0]]!r}?" if near else ""
