"""From `<kind>.toml` to a profile."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from modelmint.ir.frozen import frozen
from modelmint.profile.documents import Auth, Documents
from modelmint.profile.protocol import Protocol, read_protocol

_FOLDER = Path(__file__).parent


class ProfileError(ValueError):
    """There is no profile of this kind."""


@frozen
class Profile:
    """What is particular to one provider. `documents` is None where documents come from files only; `documents_url`
    where there is no server but those that sources name.

    `protocol` is None where it is not known how models are called.
    `base_url` is where models are called; `key_env` the environment variable that holds the key.
    """

    kind: str
    base_url: str | None = None
    key_env: str | None = None
    auth: Auth | None = None
    documents: Documents | None = None
    protocol: Protocol | None = None

    @property
    def documents_url(self) -> str | None:
        """Where the documents are, unless a source says otherwise."""
        return (self.documents and self.documents.base_url) or self.base_url

    def calling(self) -> dict[str, object]:
        """What a generated client must know to call the models, as plain tables."""
        auth = {} if self.auth is None else {"auth": {"header": self.auth.header, "scheme": self.auth.scheme}}
        return {**auth, **(self.protocol.data() if self.protocol else {})}


def kinds() -> tuple[str, ...]:
    """The kinds that have a profile, in alphabetical order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def load(kind: str) -> Profile:
    """The profile of a kind.

    Raises:
        ProfileError: there is none.
    """
    if kind not in kinds():
        raise ProfileError(f"there is no kind {kind!r} of source; there are {', '.join(kinds())}")
    table = tomllib.loads((_FOLDER / f"{kind}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return Profile(
        kind=kind,
        base_url=table.get("base_url"),
        key_env=table.get("key_env"),
        auth=Auth(**table["auth"]) if "auth" in table else None,
        documents=Documents(**table["documents"]) if "documents" in table else None,
        protocol=read_protocol(table["protocol"]) if "protocol" in table else None,
    )
