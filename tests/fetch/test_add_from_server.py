"""`modelmint add SOURCE:MODEL` over real sockets: documents as each kind of source publishes them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from web import Web, answer

from modelmint import remote
from modelmint.cli.main import main
from modelmint.config import Source
from modelmint.fetch import Fetched, Limits, Progress, Wanted
from modelmint.fetch.site import site
from modelmint.ir.ids import ModelRef
from modelmint.profile import Profile

ID = "fal-ai/flux/dev"
ASKED = "/models?expand=openapi-3.0&endpoint_id=fal-ai%2Fflux%2Fdev"
PROMPT = {"type": "string", "title": "Prompt", "description": "What to draw"}
INPUT = {"type": "object", "title": "Input", "properties": {"prompt": PROMPT}, "required": ["prompt"]}
OUTPUT = {"type": "object", "title": "Output", "properties": {"seed": {"type": "integer"}}}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "/inference/schemas/text-to-image/input.json",
    "title": "TextToImageInput",
    **{name: INPUT[name] for name in ("type", "properties", "required")},
}


def listed(**more: Any) -> dict[str, Any]:
    """An answer of fal's platform: a list of the one model, in the shape in which it lists all."""
    schemas = {"FluxDevInput": INPUT, "FluxDevOutput": OUTPUT}
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/FluxDevInput"}}}
    result = {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/FluxDevOutput"}}}}}
    paths = {
        f"/{ID}": {"post": {"requestBody": {"required": True, "content": body}}},
        f"/{ID}/requests/{{request_id}}": {"get": {"responses": result}},
    }
    info = {"title": "Queue OpenAPI for fal-ai/flux/dev", "version": "1.0.0"}
    openapi = {"openapi": "3.0.4", "info": info, "components": {"schemas": schemas}, "paths": paths}
    metadata = {"display_name": "FLUX.1 [dev]", "category": "text-to-image", "status": "active"}
    model = {"endpoint_id": ID, "metadata": metadata, "openapi": openapi, **more}
    return {"models": [model], "next_cursor": None, "has_more": False}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FAL_KEY", raising=False)
    return tmp_path


def configure(place: Path, kind: str, base_url: str = "") -> None:
    """Name a source of a kind, and one target."""
    where = f'base_url = "{base_url}"\n' if base_url else ""
    text = f'models = []\n\n[sources.own]\nkind = "{kind}"\n{where}\n[targets.json-schema]\nout = "generated"\n'
    (place / "modelmint.toml").write_text(text, encoding="utf-8")


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    return int(ended.value.code or 0)


def kept(place: Path) -> dict[str, Any]:
    """What the lock says of the models."""
    lock = tomllib.loads((place / "schemas" / "lock.toml").read_text(encoding="utf-8"))
    models: dict[str, Any] = lock["models"]
    return models


def test_a_model_of_fal(place: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAL_KEY", "id:secret")
    configure(place, "fal", web.url)
    web.says(ASKED, answer(listed()))
    assert run("add", f"own:{ID}") == 0
    [(path, headers)] = web.asked
    assert (path, headers["Authorization"]) == (ASKED, "Key id:secret")
    assert kept(place)[f"own:{ID}"]["source_url"] == web.url + ASKED
    [schema] = (place / "generated").rglob("*.schema.json")
    assert '"What to draw"' in schema.read_text(encoding="utf-8")
    assert f'"own:{ID}"' in (place / "modelmint.toml").read_text(encoding="utf-8")


def test_fal_is_asked_on_its_platform_and_not_where_models_are_called(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(place, "fal")
    servers: list[str] = []

    def fetch_many(
        source: Source, profile: Profile, wanted: list[Wanted], _: Limits, __: Progress | None
    ) -> list[Fetched]:
        servers.append(site(source, profile, {}).base_url)
        return [Fetched(one.id, listed()["models"][0], "https://x.test", "0" * 64) for one in wanted]

    monkeypatch.setattr(remote, "fetch_many", fetch_many)
    assert run("add", f"own:{ID}") == 0
    assert servers == ["https://api.fal.ai/v1"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (answer({"models": [], "has_more": False}), "the source knows no such model"),
        (answer(listed(openapi={"error": {"code": "expansion_failed", "message": "No schema"}})), "No schema"),
    ],
)
def test_a_model_that_fal_has_not_is_not_added(
    place: Path, web: Web, capsys: pytest.CaptureFixture[str], said: Any, told: str
) -> None:
    configure(place, "fal", web.url)
    web.says(ASKED, said)
    assert run("add", f"own:{ID}") in (1, 3)
    assert told in capsys.readouterr().err
    assert not (place / "schemas").exists()
    assert "models = []" in (place / "modelmint.toml").read_text(encoding="utf-8")


def test_a_plain_schema(place: Path, web: Web) -> None:
    configure(place, "json-schema", f"{web.url}/schemas")
    web.says("/schemas/text-to-image.json", answer(SCHEMA))
    assert run("add", "own:text-to-image") == 0
    assert kept(place)["own:text-to-image"]["source_url"] == f"{web.url}/schemas/text-to-image.json"
    assert '"What to draw"' in next((place / "generated").rglob("*.schema.json")).read_text(encoding="utf-8")
    assert run("pull") == 0
    assert run("list", "--remote") == 0, "it has no list of models, and that is no error"


@pytest.mark.parametrize(
    ("kind", "document", "url"),
    [
        ("fal", listed()["models"][0], f"https://api.fal.ai/v1{ASKED}"),
        ("json-schema", SCHEMA, "document.json"),
    ],
)
def test_a_file_is_kept_with_the_place_from_which_a_pull_will_take_it(
    place: Path, kind: str, document: object, url: str
) -> None:
    from modelmint.ir.text import spell

    configure(place, kind)
    (place / "document.json").write_text(spell(document), encoding="utf-8")  # type: ignore[arg-type]  # plain JSON
    assert run("add", f"own:{ID}", "--from", "document.json") == 0
    assert kept(place)[str(ModelRef("own", ID))]["source_url"] == url
