"""Options and arguments that need nothing of Typer's to become paths and words.

Typer converts every value with pydantic, also one that was not given, and to load that takes
longer than to check a report.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

from typer.core import TyperArgument, TyperOption

_AS_TYPED = (Path, str)


class _Converter(NamedTuple):
    """What makes a value of what was typed: `kind` is the type of one; the rest is Typer's affair.

    A path that Typer is to look at (`exists`, `resolve_path` …) would need its own converter.
    """

    kind: Any
    typers: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value for a command. Raises what Typer raises where it is none."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if self.kind in _AS_TYPED:
            return [self.kind(one) for one in value] if several else self.kind(value)
        if isinstance(self.kind, type) and isinstance(value, self.kind):
            return value  # what the command has itself for one that was not given
        return self.typers().coerce(value, param=param, ctx=ctx)


def _converter(param: Any, typers: Callable[[], Any]) -> Any:
    described: Any = getattr(param, "type_descriptor", None)
    if not hasattr(described, "annotation"):
        return typers()
    annotation = described.annotation
    return _Converter(get_args(annotation)[0] if get_origin(annotation) is list else annotation, typers)


class _Option(TyperOption):
    def get_runtime_param(self) -> Any:
        """What converts the values of this option."""
        return _converter(self, super().get_runtime_param)


class _Argument(TyperArgument):
    def get_runtime_param(self) -> Any:
        """What converts the values of this argument."""
        return _converter(self, super().get_runtime_param)


_LIGHT: dict[type[Any], type[Any]] = {TyperOption: _Option, TyperArgument: _Argument}


def lightened(params: list[Any]) -> list[Any]:
    """The parameters that Typer has made, so that they convert what was typed without pydantic.

    Typer makes them itself, of its own classes. Should it come to make others, or to say elsewhere of
    what type their values are, all that is lost is time.
    """
    for param in params:
        param.__class__ = _LIGHT.get(type(param), type(param))
    return params
