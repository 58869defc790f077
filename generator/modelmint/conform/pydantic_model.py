"""The pydantic form: the generated models, and each request parsed by pydantic."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelmint.conform.form import Answer, Refusal
from modelmint.ir.frozen import replace
from modelmint.lower import lower, source_view
from modelmint.render import Pack, RenderError, load_pack, render
from modelmint.validate import Problem

if TYPE_CHECKING:
    from modelmint.ir.files import Files
    from modelmint.ir.model import Model
    from modelmint.lower.view import ModelView

_COUNT = count()


@cache
def _pack() -> Pack:
    """The pack; formatting changes no meaning and takes most of the time."""
    return replace(load_pack("pydantic"), formats=())


class PydanticModel:
    """Generated pydantic models, loaded from files under a name that no installed package has."""

    name = "pydantic"
    detailed = True

    def __init__(self) -> None:
        self.pack = _pack()
        self.prefix = f"_modelmint_{next(_COUNT)}_"
        self.views: dict[str, ModelView] = {}
        self.refused: dict[str, Refusal] = {}

    def missing(self) -> str:
        """What must be installed before it can run, and how; or nothing."""
        wanted = {"pydantic": "pydantic", "datamodel_code_generator": "datamodel-code-generator"}
        absent = [name for module, name in wanted.items() if find_spec(module) is None]
        return f"{' and '.join(absent)}, pip install 'modelmint[conform]'" if absent else ""

    def prepare(self, models: Sequence[Model], folder: Path) -> None:
        """Write the packages. A model that they cannot have is refused, for the reason that generating it gives."""
        self.views = {view.ref: view for view in lower(models, self.pack.conventions)}
        for path, text in self._files().items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())
        for source in {view.source for view in self.views.values()}:
            self._load(folder, self._package(source))

    def _files(self) -> Files:
        while True:
            try:
                return render(
                    self.pack, [view for ref, view in self.views.items() if ref not in self.refused], {"tests": False}
                )
            except RenderError as error:
                if error.subject not in self.views:
                    raise
                self.refused[error.subject] = Refusal(error.message)

    def _package(self, source: str) -> str:
        return f"{source_view(source, self.pack.conventions).module}_pydantic"

    def _load(self, folder: Path, package: str) -> None:
        place = folder / package
        spec = spec_from_file_location(
            self.prefix + package, place / "__init__.py", submodule_search_locations=[str(place)]
        )
        if spec is not None and spec.loader is not None and place.is_dir():
            sys.modules[spec.name] = module_from_spec(spec)
            spec.loader.exec_module(sys.modules[spec.name])

    def model(self, ref: str) -> Any:
        """The class of a model's requests."""
        view = self.views[ref]
        module = import_module(f"{self.prefix}{self._package(view.source)}.{view.module}")
        return getattr(module, view.request_class)

    def validate(self, model: Model, requests: Sequence[object]) -> list[Answer]:
        """What pydantic says of each request."""
        ref = str(model.ref)
        if ref in self.refused:
            return [self.refused[ref] for _ in requests]
        parse = self.model(ref).model_validate
        return [_problems(parse, request) for request in requests]

    def close(self) -> None:
        """Forget the modules."""
        for name in [name for name in sys.modules if name.startswith(self.prefix)]:
            del sys.modules[name]


def _problems(parse: Any, request: object) -> list[Problem]:
    from pydantic import ValidationError

    try:
        parse(request)
    except ValidationError as error:
        return [_problem(one) for one in error.errors(include_url=False)]
    return []


def _problem(error: Any) -> Problem:
    """An error as pydantic lists it; one that is not ours has no path, and so agrees with none of ours."""
    told = error.get("ctx", {})
    place = told.get("path", f"pydantic itself at {error['loc']}")
    return Problem(place, error["type"], told.get("expected", ""), told.get("got", ""), told.get("suggestion"))
