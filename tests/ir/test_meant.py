"""What a person probably meant."""

import pytest

from modelmint.ir.meant import meant

KNOWN = ("kling-3-0-turbo", "flux-2-klein-4b", "flux-2-pro", "Generate")


@pytest.mark.parametrize(
    ("word", "question"),
    [
        ("generatte", "did you mean 'Generate'?"),
        ("kling-3-0-turb", "did you mean 'kling-3-0-turbo'?"),
        ("kling", "did you mean 'kling-3-0-turbo'?"),
        ("KLING", "did you mean 'kling-3-0-turbo'?"),
        ("flux", ""),
        ("kl", ""),
        ("", ""),
        ("sora", ""),
    ],
)
def test_a_slip_and_a_beginning_are_recognised(word: str, question: str) -> None:
    assert meant(word, KNOWN) == question
