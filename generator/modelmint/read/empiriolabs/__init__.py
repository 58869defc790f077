"""The documents of EmpirioLabs, `GET /v1/models/{id}`."""

from modelmint.read.empiriolabs.document import read

__all__ = ["read"]
