"""Models of datamodel-code-generator as it makes them by itself, without anything of ours."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

STRICTEST: dict[str, Any] = {
    "strict_types": ("str", "bytes", "int", "float", "bool"),
    "extra_fields": "forbid",
    "field_constraints": True,
    "use_annotated": True,
    "enum_field_as_literal": "all",
    "filter_literal_values": True,
    "use_decimal_for_multiple_of": True,
    "use_tuple_for_closed_arrays": True,
    "use_missing_sentinel": True,
    "target_pydantic_version": "2.14",
    "generate_schema_validators": True,
    "check_pattern_maps_strictly": True,
}
"""Every option by which its pydantic models refuse more."""


def accepted(schema: str, requests: Sequence[str], options: dict[str, Any]) -> list[bool] | str:
    """Whether the models take each request, given as JSON; or why there are none."""
    try:
        parse = _parser(schema, options)
    except Exception as error:  # whatever it fails with is what the table tells
        return type(error).__name__
    return [_takes(parse, request) for request in requests]


def _takes(parse: Callable[[str], object], request: str) -> bool:
    from pydantic import ValidationError

    try:
        parse(request)
    except ValidationError:
        return False
    return True


def _parser(schema: str, options: dict[str, Any]) -> Callable[[str], object]:
    from datamodel_code_generator import DataModelType, InputFileType, generate

    known = {"input_file_type": InputFileType.JsonSchema, "output_model_type": DataModelType.PydanticV2BaseModel}
    text = generate(schema, **known, class_name="Request", formatters=[], disable_timestamp=True, **options)
    module = ModuleType("made_by_the_standard_generator")
    sys.modules[module.__name__] = module
    exec(str(text), vars(module))
    parse: Callable[[str], object] = module.Request.model_validate_json
    return parse
