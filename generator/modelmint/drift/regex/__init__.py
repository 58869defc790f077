"""Regular expressions of JSON Schema as languages: whether a text is in one, and whether any text is."""

from modelmint.drift.regex.language import EMPTY, Language, Languages, TooLargeError
from modelmint.drift.regex.read import UnreadableError
from modelmint.drift.regex.search import language_of, matches, shortest

__all__ = ["EMPTY", "Language", "Languages", "TooLargeError", "UnreadableError", "language_of", "matches", "shortest"]
