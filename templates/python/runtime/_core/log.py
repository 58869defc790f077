"""The package's logger, which shows no key whatever is logged with it."""

from __future__ import annotations

import logging
import re

_KEY = re.compile(r"(?i)\b(bearer|key|x-api-key:?)\s+\S+|\bsk-[\w-]{4,}")

log = logging.getLogger((__package__ or "").partition(".")[0])
"""Attempts and pauses at DEBUG. Never bodies or headers."""


class _Redact(logging.Filter):
    """Replaces whatever looks like a key in the finished message."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        clean = _KEY.sub("[redacted]", text)
        if clean != text:
            record.msg, record.args = clean, None
        return True


log.addFilter(_Redact())
