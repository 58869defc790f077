"""Patterns from schemas: read as ECMA-262 means them, spelled for each language, and refused where they are unsafe.

A pattern that no form can be trusted with is not enforced by any, and `flaw` says why, for a finding.
"""

from modelmint.validate.pattern.sample import sample_match
from modelmint.validate.pattern.use import Spelled, flaw, matches, spelled

__all__ = ["Spelled", "flaw", "matches", "sample_match", "spelled"]
