"""Generated files, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Files: TypeAlias = dict[str, str]
"""Text by path. Paths are relative, with `/`; text is UTF-8 with `\\n` line ends."""

Drafts: TypeAlias = dict[str, Callable[[], str]]
"""What makes the text of each file, by path, when it is asked for."""
