"""What comes back: the answer as JSON, and its files to save."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .downloads import Source, first_bytes, into_bytes, into_file
from .inputs import media_type
from .paths import every, first

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from .call import Answer, Call
    from .client import AsyncRunner, Runner
    from .http import Response
    from .jobs import JobState

F = TypeVar("F")
R = TypeVar("R")


class Facts(NamedTuple):
    """What an answer says of a file: its media type, its kind (image, video, audio), and its whole entry."""

    media_type: str | None
    kind: str
    json: Mapping[str, Any]


class BaseFile:
    """A file of a result. `url` is where it lies, None if it came with the answer; `json` is its entry there."""

    def __init__(self, source: Source, facts: Facts) -> None:
        self._source = source
        self.url = source.url
        self.media_type, self.kind, self.json = facts

    def __repr__(self) -> str:
        place = "inline" if self.url is None else self.url.partition("?")[0]
        return f"{type(self).__name__}({self.media_type or self.kind}, {place})"


class File(BaseFile):
    """A file of a result. `url` is where it lies, None if it came with the answer; `json` is its entry there."""

    def __init__(self, runner: Runner, source: Source, facts: Facts) -> None:
        super().__init__(source, facts)
        self._runner = runner

    def save(self, path: str | os.PathLike[str], *, max_bytes: int | None = None) -> Path:
        """Write the file to a path: whole or not at all. An existing file is replaced.

        Raises:
            ExpiredURLError: its address is no longer good.
            FileTooLargeError: it has more than `max_bytes`, by default the client's `max_download`.
        """
        return self._runner.run(into_file(self._source, path, max_bytes))

    def bytes(self, *, max_bytes: int | None = None) -> bytes:
        """The file's content. Raises as `save` does."""
        return self._runner.run(into_bytes(self._source, max_bytes))


class AsyncFile(BaseFile):
    """A file of a result. `url` is where it lies, None if it came with the answer; `json` is its entry there."""

    def __init__(self, runner: AsyncRunner, source: Source, facts: Facts) -> None:
        super().__init__(source, facts)
        self._runner = runner

    async def save(self, path: str | os.PathLike[str], *, max_bytes: int | None = None) -> Path:
        """Write the file to a path: whole or not at all. An existing file is replaced.

        Raises:
            ExpiredURLError: its address is no longer good.
            FileTooLargeError: it has more than `max_bytes`, by default the client's `max_download`.
        """
        return await self._runner.run(into_file(self._source, path, max_bytes))

    async def bytes(self, *, max_bytes: int | None = None) -> bytes:
        """The file's content. Raises as `save` does."""
        return await self._runner.run(into_bytes(self._source, max_bytes))


class Result(Generic[F]):
    """The result of a call. `json` is all of it, `job` the job that it took, if it took one."""

    def __init__(self, answer: Answer, call: Call, make: Callable[[Source, Facts], F]) -> None:
        self.json = answer.json
        self.job: JobState | None = answer.job
        self._call = call
        self._make = make

    @cached_property
    def files(self) -> list[F]:
        """The files that came of it."""
        return [self._make(*facts) for facts in _files(self.json, self._call)]

    @property
    def usage(self) -> Any:
        """What was used up, in the provider's words; None if it does not say."""
        path = self._call.settings.provider.results.usage
        return first(self.json, (path,)) if path else None

    def __repr__(self) -> str:
        return f"Result(files={self.files!r}, usage={self.usage!r})"

    @property
    def images(self) -> list[F]:
        """The files that are images."""
        return self._of("image")

    @property
    def videos(self) -> list[F]:
        """The files that are videos."""
        return self._of("video")

    @property
    def audio(self) -> list[F]:
        """The files that are sound."""
        return self._of("audio")

    @property
    def embeddings(self) -> list[list[float]]:
        """The vectors of an embedding model, one a text; those that came in base64 are decoded."""
        path = self._call.settings.provider.results.embeddings
        return [_vector(found) for found in every(self.json, path)] if path else []

    def _of(self, kind: str) -> list[F]:
        return [file for file in self.files if getattr(file, "kind", None) == kind]


class RawResponse(Generic[R]):
    """The HTTP answer to a call, and what it means: the answer to the submission if a job was made."""

    def __init__(self, response: Response, request_id: str | None, parsed: R) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.body
        self.request_id = request_id
        self._parsed = parsed

    def parse(self) -> R:
        """What the method returns without `with_raw_response`."""
        return self._parsed


def sync_result(answer: Answer, call: Call, runner: Runner) -> Result[File]:
    """The result of a synchronous call."""
    return Result(answer, call, partial(File, runner))


def async_result(answer: Answer, call: Call, runner: AsyncRunner) -> Result[AsyncFile]:
    """The result of an asynchronous call."""
    return Result(answer, call, partial(AsyncFile, runner))


def _vector(found: Any) -> list[float]:
    """The numbers of a vector: as they are, or 32 bits each, the least significant byte first, in base64."""
    if not isinstance(found, str):
        return list(found)
    from base64 import b64decode
    from struct import iter_unpack

    return [number for (number,) in iter_unpack("<f", b64decode(found))]


def _files(json: Mapping[str, Any], call: Call) -> list[tuple[Source, Facts]]:
    places = call.settings.provider.results
    entries = [entry for path in places.files for entry in every(json, path)]
    return [file for entry in entries if (file := _file(entry, call)) is not None]


def _file(entry: Any, call: Call) -> tuple[Source, Facts] | None:
    """The file that an entry tells of, None if it tells of none."""
    places = call.settings.provider.results
    url, inline, told = (_text(entry, field) for field in (places.url, places.inline, places.media_type))
    if url is None and inline is None:
        return None
    name = told or (media_type(first_bytes(inline)) if inline else None)
    kind = name.partition("/")[0] if name else call.model.category
    return Source(url, inline, kind, call.settings), Facts(name, kind, entry)


def _text(entry: Any, field: str) -> str | None:
    value = first(entry, (field,)) if field else None
    return value if isinstance(value, str) else None
