"""Who may import whom: the house stands only as long as its floors do."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "ndbg"

# A part may import those named here, itself, and the ground.
GROUND = {"patterns", "unseen"}
FLOORS = {
    "patterns": set(),
    "unseen": set(),
    "markdown": set(),
    "form": set(),
    "errors": set(),
    "report": {"form"},
    "grid": {"form"},
    "flow": {"form", "grid"},
    "names": {"form", "report"},
    "alike": {"form"},
    "charts": {"form", "report"},
    "compare": {"form", "report", "alike"},
    "templates": set(),
    "libreoffice": set(),
    "ooxml": {"form", "errors", "grid", "flow"},
    "read": {
        "form",
        "errors",
        "report",
        "settings",
        "grid",
        "flow",
        "names",
        "ooxml",
        "libreoffice",
        "markdown",
    },
    "settings": set(),
    "fingerprint": {"form", "report"},
    "annotate": {"report", "check", "show", "write"},
    "sign_off": {"form", "names", "report", "fingerprint", "check", "show", "write"},
    "check": {"form", "report", "names", "settings", "alike"},
    "write": {
        "form",
        "errors",
        "report",
        "charts",
        "grid",
        "flow",
        "names",
        "ooxml",
        "libreoffice",
        "markdown",
    },
    "show": {"form", "errors", "report", "check", "alike", "compare", "markdown"},
    "opening": {"form", "report"},
    "verify": {"form", "errors", "report", "fingerprint", "read", "write"},
    "interview": {"form", "report", "opening", "read"},
}
LIBRARIES = {
    "typer": {"cli"},
    "rich": {"cli", "show"},
    "lxml": {"ooxml", "read", "write"},
    "docx": {"write"},
    "tomli_w": {"write"},
    "openpyxl": {"read"},
    "xlsxwriter": {"write"},
    "matplotlib": {"write"},
    "pdfplumber": {"read"},
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_the_floors_below(path: Path) -> None:
    part = part_of(path)
    for name in imports(path):
        root, _, rest = name.partition(".")
        if root == "ndbg" and rest and part in FLOORS:
            assert rest.split(".")[0] in FLOORS[part] | {part} | GROUND, f"{path} imports {name}"
        if root in LIBRARIES:
            assert part in LIBRARIES[root], f"{path} imports {name}"


def test_every_part_has_its_floor() -> None:
    parts = {part_of(path) for path in MODULES} - {"__init__", "__main__", "cli"}
    assert parts == FLOORS.keys()
