"""What changed between two models or two sets of files, and for whom it breaks."""

from modelmint.drift.change import Bump, Change, Level, verdict
from modelmint.drift.classify import classify
from modelmint.drift.diff import diff
from modelmint.drift.place import Place
from modelmint.drift.rules import RULES, ChangeRule

__all__ = ["RULES", "Bump", "Change", "ChangeRule", "Level", "Place", "classify", "diff", "verdict"]
