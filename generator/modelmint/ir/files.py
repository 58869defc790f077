"""Generated files, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Files: TypeAlias = dict[str, str]
"""Text by path. Paths are relative, with `/`; text is UTF-8 with `\\n` line ends."""

Draft: TypeAlias = Callable[[], tuple[str, bool]]
"""Makes the text of a file when it is asked for, and says whether it rests on no other model than its own."""

Drafts: TypeAlias = dict[str, Draft]
"""What makes each file, by path."""
