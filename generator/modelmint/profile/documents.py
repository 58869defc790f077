"""How a provider publishes the documents of its models, and who may read them."""

from __future__ import annotations

from urllib.parse import quote

from modelmint.ir.frozen import frozen


@frozen
class Auth:
    """The header that carries the key: its value is the scheme, a space and the key, or the key alone."""

    header: str
    scheme: str = ""

    def value(self, key: str) -> str:
        """What the header holds for a key."""
        return f"{self.scheme} {key}".strip()


@frozen
class Documents:
    """Paths below the base URL, and the names of what an answer holds.

    `model` is the path of one document, with `{id}` where the percent-encoded id stands; `catalogue` that of
    all, None where nothing lists them. `items` is the key that wraps a list of documents, and perhaps a single
    one; `id` is a document's own. `base_url` is where the documents are, if that is not where the models are
    called. `per_minute` is how many requests a minute the provider allows.
    """

    model: str
    catalogue: str | None = None
    items: str = "data"
    id: str = "id"
    base_url: str | None = None
    per_minute: int | None = None

    def model_path(self, id_: str) -> str:
        """The path of one model's document. Whatever could end a path segment is percent-encoded, dots too."""
        encoded = quote(id_, safe="")
        return self.model.replace("{id}", encoded if encoded.strip(".") else encoded.replace(".", "%2E"))
