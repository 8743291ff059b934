"""`ndbg.toml`: an office's own thresholds and deadlines, beside its data files."""

from collections.abc import Sequence
from pathlib import Path

from ndbg.check.settings import DEFAULTS, SettingError, Settings
from ndbg.errors import InputError, NdbgError, Problem
from ndbg.read.data_file import Float
from ndbg.read.source import MEGABYTE, decode, read_bytes
from ndbg.read.toml_positions import locate
from ndbg.read.toml_syntax import parse

NAME = "ndbg.toml"


def settings_in(folder: Path, changes: Sequence[str] = ()) -> Settings:
    """The settings in a folder, with `changes`, each `名称=值`, applied. Raises NdbgError where one cannot be used."""
    settings = _read(folder)
    for item in changes:
        name, given, value = item.replace("＝", "=").partition("=")
        if not given:
            raise NdbgError(f"--set 后面写成 名称=值，例如 雷同比例=70，写成了“{item}”")
        try:
            settings = settings.with_value(name.strip(), value.strip())
        except SettingError as error:
            raise NdbgError(f"--set {item}：{error}") from None
    return settings


def _read(folder: Path) -> Settings:
    """The settings in the `ndbg.toml` of a folder; the defaults where there is none.

    Raises InputError, with all problems at once, where a setting cannot be used.
    """
    path = folder / NAME
    if not (path.exists() or path.is_symlink()) or (path.is_file() and path.stat().st_size == 0):
        return DEFAULTS
    text, _ = decode(read_bytes(path, MEGABYTE), path)
    lines = tuple(text.split("\n"))
    parsed = parse(text, path, Float)
    keys = locate(parsed.text).keys
    settings = DEFAULTS
    problems = []
    for name, value in parsed.data.items():
        try:
            if isinstance(value, dict | list):
                raise SettingError(f'“{name}”要是一个数或一个日期，例如 "雷同比例" = 70')
            written = f"{value}".lower() if isinstance(value, bool) else f"{value}"
            settings = settings.with_value(name, written)
        except SettingError as error:
            span = keys.get((name,))
            place = (span.line, span.start, span.end) if span else (None, 0, 0)
            problems.append(Problem(f"{error}", *place))
    if problems:
        raise InputError(path, problems, lines)
    return settings
