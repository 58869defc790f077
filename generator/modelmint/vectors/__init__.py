"""Test vectors: requests that are right in every way that matters, and requests that are wrong in exactly one.

`derive` makes those of a model. Nothing is imported here, since whoever looks for one right request derives none.
"""
