"""What is made once for all its places is the same in each, imports included."""

from __future__ import annotations

import pytest

from modelmint.render import load_pack
from modelmint.render.code import Code
from modelmint.render.vocabulary import Vocabulary


class Macro:
    """What a macro is to the vocabulary: it uses an import, and counts how often it is called."""

    def __init__(self, words: Vocabulary) -> None:
        self.words, self.calls = words, 0

    def __call__(self, *values: object) -> Code:
        self.calls += 1
        return Code(f"{self.words.use('decimal', 'Decimal')}({', '.join(map(str, values))})")


@pytest.fixture
def words() -> Vocabulary:
    return Vocabulary(load_pack("python"))


def test_it_is_made_once_and_brings_its_imports_to_every_output(words: Vocabulary) -> None:
    macro, value = Macro(words), object()
    said = []
    for _ in range(2):
        words.begin()
        said.append((words.once(macro, value), words.imports.spelled()))
    assert macro.calls == 1
    assert said[0] == said[1] == (f"Decimal({value})", "from decimal import Decimal")


def test_other_values_and_other_macros_make_something_else(words: Vocabulary) -> None:
    macro = Macro(words)
    assert [words.once(macro, "a"), words.once(macro, "b"), words.once(macro, "a", "b")] == [
        "Decimal(a)",
        "Decimal(b)",
        "Decimal(a, b)",
    ]
    assert words.once(lambda value: Code(f"<{value}>"), "a") == "<a>"


def test_what_is_kept_has_a_limit_and_an_identity_used_anew_is_another_value(words: Vocabulary) -> None:
    for number in range(6000):
        assert words.once(lambda value: Code(str(value)), f"v{number}") == f"v{number}"
    macro = Macro(words)
    assert all(words.once(macro, f"v{number}") == f"Decimal(v{number})" for number in range(6000))
