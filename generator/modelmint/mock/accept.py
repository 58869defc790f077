"""Whether a request may be served: its key, its body, and what its model says about it."""

from __future__ import annotations

from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.mock.body import json_body
from modelmint.mock.errors import RefusalError
from modelmint.mock.message import Request
from modelmint.mock.state import State
from modelmint.profile import Auth, load
from modelmint.validate import validate

_PROTOCOL = ("model", "sync", "stream")


def check_key(state: State, request: Request) -> None:
    """Refuse a request without a key, or with a wrong one."""
    known = [auth for kind in ("empiriolabs", *state.options.kinds) if (auth := load(kind).auth)]
    key = next(filter(None, (_sent(auth, request) for auth in known)), request.headers.get("x-api-key", ""))
    if not key:
        ways = " or ".join(f'"{auth.header}: {auth.scheme} ..."' for auth in known)
        raise RefusalError(401, f"No API key: send it as {ways}.", code="missing_api_key")
    if state.options.keys is not None and key not in state.options.keys:
        raise RefusalError(401, "This API key is not valid.", code="invalid_api_key")


def _sent(auth: Auth, request: Request) -> str:
    """The key that a request carries in a provider's way; empty if it carries none."""
    scheme, _, key = request.headers.get(auth.header.lower(), "").partition(" ")
    return key.strip() if scheme.lower() == auth.scheme.lower() else ""


def read_call(state: State, request: Request) -> tuple[Model, dict[str, Json], dict[str, Json]]:
    """The model, the whole body, and those of its members that are the model's own parameters.

    Raises:
        RefusalError: no key, no JSON object, an unknown model, or parameters that the model does not take.
    """
    check_key(state, request)
    body = json_body(request)
    if body is None:
        raise RefusalError(400, "The body is not a JSON object.")
    model = state.model(body)
    if model.endpoints and not any(request.path == endpoint.path for endpoint in model.endpoints):
        served = ", ".join(f"{endpoint.method} {endpoint.path}" for endpoint in model.endpoints)
        raise RefusalError(400, f"{model.id} is not served at {request.path}, but at {served}.")
    own = {name: value for name, value in body.items() if name not in _PROTOCOL or model.parameter(name)}
    check_parameters(model, own)
    return model, body, own


def check_parameters(model: Model, own: dict[str, Json]) -> None:
    """Refuse what the model does not take, naming every problem."""
    problems = validate(model, own)
    if problems:
        raise RefusalError(400, "; ".join(map(str, problems)))
