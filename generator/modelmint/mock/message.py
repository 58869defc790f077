"""A request as it came and an answer as it goes: plain values, so that every handler is a function of the two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from modelmint.ir.frozen import frozen

Cut: TypeAlias = Literal["", "head", "body", "end"]
"""Where the connection breaks: before the answer's head, in its body, after its end without notice, or nowhere."""


_KINDS = (
    (r"/v1/models/", "model"),
    (r"/v1/models", "catalogue"),
    (r"/v1/jobs/", "job"),
    (r"/files/", "file"),
    (r"/.+/requests/[^/]+/.", "job"),
    (r"/.+/requests/[^/]+$", "result"),
)


@frozen
class Request:
    """`path` is still percent-encoded; header names are in lower case, repeated headers joined by a comma."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def kind(self) -> str:
        """What the request is about: `catalogue`, `model`, `job`, `file` or, for all that may cost, `submit`.

        Where a job's result is fetched apart, that is `result`.
        """
        return next((kind for pattern, kind in _KINDS if re.match(pattern, self.path)), "submit")


@frozen
class Delivery:
    """How an answer travels: seconds before its head, seconds in the middle of its body, where it breaks off.

    A `reset` is noticed at once by the other side; without it the connection ends as if all had been said.
    A chunked answer does not announce its length.
    """

    before: float = 0
    within: float = 0
    cut: Cut = ""
    reset: bool = True
    chunked: bool = False


@frozen
class Answer:
    """`charged` says that the provider would bill for the work behind this answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    charged: bool = False
    delivery: Delivery = Delivery()


@frozen
class Recorded:
    """A request that was received, what it was answered (None: nothing), and whether it was charged.

    `read` tells how far the request was read: its `head`, a part of the body (`part`), or all of it.
    """

    request: Request
    status: int | None
    charged: bool
    fault: str = ""
    read: Literal["head", "part", "all"] = "all"

    @property
    def method(self) -> str:
        """The request's method."""
        return self.request.method

    @property
    def path(self) -> str:
        """The request's path, without its query."""
        return self.request.path
