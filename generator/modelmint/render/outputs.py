"""Views in, files out: each output of a pack, for each thing that it is made for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from jinja2.exceptions import TemplateError, TemplateSyntaxError

from modelmint.ir.files import Drafts, Files
from modelmint.ir.frozen import frozen
from modelmint.render.compiled import inline
from modelmint.render.copies import copied
from modelmint.render.environment import environment, macros
from modelmint.render.errors import PackError, RenderError, place, words
from modelmint.render.imports import MARK
from modelmint.render.pack import Output, Pack
from modelmint.render.subjects import Subject
from modelmint.render.vocabulary import Vocabulary

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_CONTROLS = bytes((*range(9), *range(11, 32), 127))


OTHERS = frozenset({"models", "sources"})
"""What a template of one model sees of all the others."""

_APART = {"source": "; an option of the target that leads there may hold {source}, which keeps sources apart"}
"""What to do about two files of one path, by what they are made for."""


@frozen
class Made:
    """What a pack makes, before it is rendered and formatted. `copies` need neither.

    `own` are the paths of a model's files, by the model's name, if no other model was looked at to tell them.
    """

    files: Drafts
    own: dict[str, list[str]]
    copies: Files


class Renderer:
    """A pack made ready: its environment, its macros and its outputs' templates."""

    def __init__(self, pack: Pack, cache: Path | None) -> None:
        self.pack = pack
        self.words = Vocabulary(pack, cache)
        self.env = environment(pack, self.words.words(), cache)
        self.words.macros = {family: macros(pack, self.env, family) for family in pack.families}

    def made(self, subjects: Mapping[str, Sequence[Subject]]) -> Made:
        """Every output for every subject of its kind (`model`, `source`, `all`), and the copies.

        Raises:
            RenderError: the template of a path failed, or two files have one path. A draft raises it if its own does.
            PackError: a folder of copies is missing, or a path is wrong.
        """
        self.words.forget()
        made = Made({}, {subject.name: [] for subject in subjects["model"]}, copied(self.pack, subjects, self.path))
        # Some file systems take names that differ in case only for the same.
        seen = {path.casefold() for path in made.copies}
        for output in self.pack.outputs:
            for subject in subjects[output.per]:
                self.env.asked.clear()
                with self._explained(output, subject):
                    path = self._path(output, subject)
                if self.env.asked & OTHERS:
                    made.own.pop(subject.name, None)
                if path is None:
                    continue
                if path.casefold() in seen:
                    raise self._error(
                        output, subject, f"another file has the path {path} too{_APART.get(output.per, '')}"
                    )
                seen.add(path.casefold())
                made.files[path] = partial(self._file, output, subject)
                if subject.name in made.own:
                    made.own[subject.name].append(path)
        return made

    @contextmanager
    def _explained(self, output: Output, subject: Subject) -> Iterator[None]:
        """Say of which template and line an error is."""
        try:
            yield
        except TemplateSyntaxError as error:
            raise self._misspelled(error) from None
        except (TemplateError, ValueError, TypeError, KeyError, AttributeError) as error:
            template, line = place(error, output.template)
            raise RenderError(self.pack.name, template, line, subject.name, words(error)) from error

    def _path(self, output: Output, subject: Subject) -> str | None:
        """Where an output goes; None if there is none for the subject."""
        if output.when and self._text("{{ 1 if (" + output.when + ") else 0 }}", subject) == "0":
            return None
        return self.path(output.path, subject)

    def _file(self, output: Output, subject: Subject) -> tuple[str, bool]:
        """An output's text, and whether its template looked at no other model."""
        self.words.begin()
        self.env.asked.clear()
        with self._explained(output, subject):
            text = self.env.get_template(output.template).render(subject.context)
        return self._finished(text, output, subject), not self.env.asked & OTHERS

    def _text(self, source: str, subject: Subject) -> str:
        return inline(self.env, source).render(subject.context) if "{" in source else source

    def path(self, template: str, subject: Subject) -> str:
        """Where a file goes, below the target's folder.

        Raises:
            ValueError: it would be elsewhere, or its name is none on some system.
            TemplateError: the path's own template is wrong.
        """
        path = self._text(template, subject)
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or re.search(r'[\\:*?"<>|\x00-\x1f]', path):
            raise ValueError(f"{path!r} is no path inside the target's folder")
        return path

    def _finished(self, text: str, output: Output, subject: Subject) -> str:
        spelled = self.words.imports.spelled()
        # A mark in an output without imports would leave an empty line where nothing stands.
        text = text.replace(MARK, spelled) if spelled else text.replace(f"{MARK}\n", "")
        at = _unfit(text)
        if at is not None:
            line = text.count("\n", 0, at) + 1
            raise self._error(
                output, subject, f"line {line} of the output holds the character {text[at]!r}, which no file should"
            )
        return text if text.endswith("\n") or not text else f"{text}\n"

    def _misspelled(self, error: TemplateSyntaxError) -> PackError:
        if error.filename is None:  # it is one of those that stand in the pack's own file
            return PackError(self.pack.folders[0] / "pack.toml", 0, f"{error.message} in {error.source!r}")
        return PackError(Path(error.filename), error.lineno, str(error.message))

    def _error(self, output: Output, subject: Subject, message: str) -> RenderError:
        return RenderError(self.pack.name, output.template, 0, subject.name, message)


def _unfit(text: str) -> int | None:
    """Where a text has what no output holds: a control character, or half of a surrogate pair, which UTF-8 has not."""
    try:
        body = text.encode()
    except UnicodeEncodeError as error:
        return error.start
    # Taking all of them out costs a tenth of looking for the first.
    found = None if len(body.translate(None, _CONTROLS)) == len(body) else _CONTROL.search(text)
    return found.start() if found else None


@lru_cache(maxsize=32)
def renderer(pack: Pack, cache: Path | None) -> Renderer:
    """The pack made ready, once for each pack that was read."""
    return Renderer(pack, cache)
