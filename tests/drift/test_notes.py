"""Changes as people read them: the changelog's entry and the notes for migration."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal

from drift.models import HERE, model, parameter
from modelmint.drift import diff
from modelmint.drift.changelog import changelog
from modelmint.drift.migration import Spelling, migration
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Evidence, Is, OneOf, Requires
from modelmint.ir.types import Enum, Integer, Number, Range, String

WHY = Evidence("", "")
COUNT = Integer(Range(Decimal(1), Decimal(5)))
OLD = model(
    parameter("prompt", String(), required=True),
    parameter("num_images", COUNT, default=1),
    parameter("cfg_scale", Number(), default=7),
    parameter("task", Enum(("draw", "edit")), default="draw"),
    parameter("image", String()),
    parameter("steps", Integer(Range(Decimal(1), Decimal(50)))),
    prices=(Price("Image", Decimal("0.1"), "USD", "image", HERE),),
)
NEW = model(
    parameter("prompt", String(), required=True),
    parameter("number_of_images", COUNT, default=1),
    parameter("cfg_scale", Number(), default=Decimal("7.5")),
    parameter("task", Enum(("draw", "edit", "extend")), default="draw"),
    parameter("image", String()),
    parameter("steps", Integer(Range(Decimal(1), Decimal(20)))),
    prices=(Price("Image", Decimal("0.12"), "USD", "image", HERE),),
    rules=(Requires((Is("task", ("edit",)),), ("image",), "error", WHY, HERE),),
    lifecycle=Lifecycle(retires_on=date(2027, 9, 30), successor="painter-2"),
)

ENTRY = """\
## [Unreleased]

### Added

- `painter` `task.values`: + "extend"

### Changed

- **Breaking:** `painter` `steps.range`: 1 to 50 → 1 to 20
- **Breaking:** `painter` `num_images`: renamed to number_of_images? \
(number_of_images has the same type, range, default, optional)
- **Breaking:** `painter` `rules`: if task is "edit": needs image
- `painter` `cfg_scale.default`: 7 → 7.5 same call, other result
- `painter` `price.Image`: 0.1 USD per image → 0.12 USD per image +20.0 %

### Deprecated

- `painter` `lifecycle`: active → retires 2027-09-30 (move to painter-2)
"""

NOTES = """\
## `painter`

### `steps.range`

1 to 50 → 1 to 20.

```python
# before
client.painter.generate(prompt="a", steps=21)
# after
client.painter.generate(prompt="a", steps=1)
```

### `num_images`

renamed to number_of_images? number_of_images has the same type, range, default, optional.

```python
# before
client.painter.generate(prompt="a", num_images=1)
# after
client.painter.generate(prompt="a", number_of_images=1)
```

### `rules`

if task is "edit": needs image.

```python
# before
client.painter.generate(prompt="a", task="edit")
# after
client.painter.generate(prompt="a", task="edit", image="a")
```

### `cfg_scale.default`

7 → 7.5 same call, other result.

```python
# before
client.painter.generate(prompt="a")
# after
client.painter.generate(prompt="a", cfg_scale=7)
```

### `lifecycle`

active → retires 2027-09-30. move to painter-2.
"""


def test_the_entry_keeps_the_form_of_a_changelog() -> None:
    assert changelog(diff(OLD, NEW)) == ENTRY


def test_nothing_to_tell_makes_no_entry() -> None:
    documented = model(parameter("prompt", String(), doc="What to draw."))
    assert changelog(diff(model(parameter("prompt", String())), documented)) == ""


def test_the_notes_show_the_call_before_and_after() -> None:
    assert migration(OLD, NEW, diff(OLD, NEW)) == NOTES


def test_nothing_to_do_makes_no_notes() -> None:
    assert migration(NEW, NEW, diff(NEW, NEW)) == ""


def test_calls_are_spelled_as_the_client_spells_them() -> None:
    old = model(parameter("from", String(), required=True), parameter("gone", String()))
    new = model(parameter("from", String(), required=True))
    notes = migration(old, new, diff(old, new), Spelling("client.a.draw", {"from": "from_"}))
    assert 'client.a.draw(from_="a", gone="a")' in notes


def test_of_two_that_exclude_each_other_one_is_left_out() -> None:
    old = model(parameter("mask", String()), parameter("words", String()))
    new = model(*old.parameters, rules=(OneOf((), ("mask", "words"), "error", WHY, HERE, least=0),))
    notes = migration(old, new, diff(old, new))
    assert '# after\nclient.painter.generate(words="a")' in notes or 'generate(mask="a")' in notes


def test_hostile_names_and_values_stay_text() -> None:
    hostile = "`](x)</code>```\n# <script>"
    old = model(parameter("v", Enum((hostile, 'q"', "b"))))
    new = model(parameter("v", Enum(("b",))))
    changes = diff(old, new)
    assert "\n# <" not in changelog(changes)
    fence = migration(old, new, changes).split("python\n")[1]
    call = fence.split("# before\n")[1].split("\n# after")[0]
    assert isinstance(ast.parse(call).body[0], ast.Expr)
