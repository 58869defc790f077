"""Generated files, before anything is written."""

from __future__ import annotations

from typing import TypeAlias

Files: TypeAlias = dict[str, str]
"""Text by path. Paths are relative, with `/`; text is UTF-8 with `\\n` line ends."""
