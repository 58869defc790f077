"""The reference validator: what a request to a model must satisfy, said once and plainly.

Every generated validator is measured against this one. It prefers being right to being fast.
"""

from modelmint.validate.check import accepts
from modelmint.validate.problem import CODES, LIMIT, Problem
from modelmint.validate.request import validate

__all__ = ["CODES", "LIMIT", "Problem", "accepts", "validate"]
