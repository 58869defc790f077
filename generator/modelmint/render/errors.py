"""What can be wrong with a pack, said with its place."""

from __future__ import annotations

from pathlib import Path


class PackError(ValueError):
    """A pack that cannot be used. `line` counts from 1; 0 means the whole file."""

    def __init__(self, file: Path, line: int, message: str) -> None:
        self.file, self.line, self.message = file, line, message
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")


class ChoiceError(PackError):
    """What a project asked for and cannot have: a pack that is not there (`option` is empty), or an option."""

    def __init__(self, file: Path, pack: str, option: str, message: str, hint: str = "") -> None:
        self.pack, self.option, self.said, self.hint = pack, option, message, hint
        super().__init__(file, 0, f"{message}; {hint}" if hint else message)


class RenderError(ValueError):
    """A template that failed: the pack, the template, its line (0 if none) and the model that it was for."""

    def __init__(self, pack: str, template: str, line: int, subject: str, message: str) -> None:
        self.pack, self.template, self.line, self.subject, self.message = pack, template, line, subject, message
        place = f"{template}:{line}" if line else template
        super().__init__(f"pack {pack}, {place}, for {subject}: {message}")


class FormatError(ValueError):
    """A formatter refused what was generated: a template made something that does not parse."""


def place(error: BaseException, template: str) -> tuple[str, int]:
    """The innermost template that the error came out of, and its line."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix == ".jinja":
            template, line = file.name, trace.tb_lineno
        trace = trace.tb_next
    return template, line


def words(error: BaseException) -> str:
    """What an error says; Jinja's own words for a template that is not there are its name alone."""
    from jinja2.exceptions import TemplateNotFound  # whoever sees this module need not render anything

    return f"there is no template {error.name}" if isinstance(error, TemplateNotFound) else str(error)
