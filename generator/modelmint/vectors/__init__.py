"""Test vectors: requests that are right in every way that matters, and requests that are wrong in exactly one."""

from modelmint.vectors.derive import Derived, derive, derived
from modelmint.vectors.vector import Vector

__all__ = ["Derived", "Vector", "derive", "derived"]
