"""Values as JSON that is safe to print on a terminal."""

import json

from ndbg.text.controls import escaped


def dumps(value: object, *, ascii: bool = False) -> str:
    """A value as JSON without control characters; `ascii` escapes all but ASCII."""
    return escaped(json.dumps(value, ensure_ascii=ascii, indent=2))
