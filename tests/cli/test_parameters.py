"""What was typed becomes values without pydantic, and with it where Typer is not as it was."""

import pytest
import typer
from typer.core import TyperArgument, TyperOption

from ndbg.cli.app import app
from ndbg.cli.parameters import lightened


@pytest.mark.parametrize("kind", [TyperOption, TyperArgument])
def test_where_typer_says_types_elsewhere_it_converts_itself(
    monkeypatch: pytest.MonkeyPatch, kind: type[TyperOption | TyperArgument]
) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    param = next(param for param in group.commands["fill"].params if type(param) is kind)
    typers = param.get_runtime_param()
    lightened([param])
    assert param.get_runtime_param() is not typers
    monkeypatch.setattr(kind, "get_runtime_param", lambda _: typers)
    del param.type_descriptor
    assert param.get_runtime_param() is typers
