"""One checker over pairs of schemas, in an environment that has it: `drift_rival.py NAME DIRECTION < pairs.json`.

Prints an answer for each pair (whether it breaks; null where the checker fails or takes more than ten seconds), and
the milliseconds that each took.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from typing import Any

LONGEST = 10


def jsoncompat(old: Any, new: Any, direction: str) -> bool:
    from jsoncompat import check_compat

    role = "deserializer" if direction == "request" else "serializer"
    return not check_compat(json.dumps(old), json.dumps(new), role)


def jsonsubschema(old: Any, new: Any, direction: str) -> bool:
    from jsonsubschema import isSubschema

    return not (isSubschema(old, new) if direction == "request" else isSubschema(new, old))


def modelmint(old: Any, new: Any, direction: str) -> bool:
    from modelmint.drift import classify

    return classify(old, new, direction) == "breaking"  # type: ignore[arg-type]  # one of the two words


def give_up(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    """Answer for every pair of standard input."""
    name, direction = sys.argv[1:]
    check = {"jsoncompat": jsoncompat, "jsonsubschema": jsonsubschema, "modelmint": modelmint}[name]
    signal.signal(signal.SIGALRM, give_up)
    check({"type": "string"}, {"type": "number"}, direction)  # what is imported once is not timed
    answers, times = [], []
    for old, new in json.load(sys.stdin):
        signal.alarm(LONGEST)
        begun = time.perf_counter()
        try:
            answers.append(check(old, new, direction))
        except Exception:
            answers.append(None)
        times.append((time.perf_counter() - begun) * 1000)
        signal.alarm(0)
    json.dump({"answers": answers, "times": times}, sys.stdout)


if __name__ == "__main__":
    main()
