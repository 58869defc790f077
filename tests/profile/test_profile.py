"""Profiles are read from their files, and lead to the right paths."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.profile import Documents, Profile, ProfileError, kinds, load

DOCUMENTS = Documents(model="/models/{id}", catalogue="/models")


def test_every_profile_is_read() -> None:
    assert {kind: load(kind).kind for kind in kinds()} == {kind: kind for kind in kinds()}


def test_the_documents_of_empiriolabs() -> None:
    profile = load("empiriolabs")
    assert profile.documents is not None
    assert profile.auth is not None
    assert profile.documents_url == "https://api.empiriolabs.ai/v1"
    assert profile.documents.model_path("deepseek-v4-pro:variant2") == "/models/deepseek-v4-pro%3Avariant2"
    assert profile.auth.value("k") == "Bearer k"


def test_a_kind_may_keep_its_documents_elsewhere() -> None:
    profile = load("fal")
    assert (profile.base_url, profile.documents_url) == ("https://queue.fal.run", "https://api.fal.ai/v1")


def test_a_kind_may_have_no_server_of_its_own() -> None:
    profile = load("json-schema")
    assert profile == Profile("json-schema", documents=Documents(model="/{id}.json"))
    assert profile.documents_url is None


def test_a_kind_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(ProfileError, match="empiriolabs, fal, json-schema"):
        load("../config/keys")


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_an_id_stays_one_segment_of_the_path(id_: str) -> None:
    path = DOCUMENTS.model_path(id_)
    parts = urlsplit(f"https://x.test{path}")
    assert (parts.query, parts.fragment, parts.path.count("/")) == ("", "", 2)
    assert path.rpartition("/")[2] not in (".", "..")
    assert unquote(parts.path.rpartition("/")[2]) == id_
