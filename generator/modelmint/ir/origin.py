"""Where a fact was read: a file and a JSON Pointer into it."""

from __future__ import annotations

from modelmint.ir.frozen import frozen


@frozen
class Origin:
    """A place in a document. `pointer` is an RFC 6901 JSON Pointer; empty means the whole document.

    `line`, counted from 1, is for files that no pointer leads into; 0 leaves it to the pointer.
    """

    file: str
    pointer: str = ""
    line: int = 0

    def child(self, *keys: str | int) -> Origin:
        """The place of a member or an item below this one."""
        pointer = self.pointer
        for key in keys:
            step = str(key)
            if "~" in step or "/" in step:
                step = step.replace("~", "~0").replace("/", "~1")
            pointer = f"{pointer}/{step}"
        return Origin(self.file, pointer)
