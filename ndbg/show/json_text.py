"""Values as JSON, which programs read and people look at on a terminal."""

import json

from ndbg.text.controls import numbered


def dumps(value: object, *, ascii: bool = False) -> str:
    """A value as text that no terminal obeys; `ascii` where nothing else can be written."""
    return numbered(json.dumps(value, ensure_ascii=ascii, indent=2))
