"""Who may import whom: the house stands only as long as its floors do."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "ndbg"

# A room may import those named here and itself.
BELOW = {
    "text": set(),
    "program": set(),
    "errors": {"program"},
    "form": {"text"},
    "document": {"text", "form"},
    "report": {"text", "form", "document"},
    "process": {"errors"},
    "ooxml": {"errors", "text", "form", "document"},
    "read": {"errors", "program", "text", "form", "document", "report", "process", "ooxml"},
    "check": {"text", "form", "document", "report"},
    "write": {"errors", "program", "text", "form", "document", "report", "process", "ooxml"},
    "show": {"errors", "text", "form", "document", "report", "check"},
    "app": {"errors", "program", "text", "form", "document", "report", "process"}
    | {"ooxml", "read", "check", "write", "show"},
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
    "pypdfium2": {"read"},
    "pypdfium2_raw": {"read"},
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


# The steps of the supervising office's work: each imports only those before it.
STEPS = ("roster", "store", "status", "intake", "sums", "copies", "returns")

MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_the_rooms_below(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        root, _, rest = name.partition(".")
        if root == "ndbg" and rest and room in BELOW:
            assert rest.split(".")[0] in BELOW[room] | {room}, f"{path} imports {name}"
        if root in LIBRARIES:
            assert room in LIBRARIES[root], f"{path} imports {name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "app/levels").rglob("*.py")), ids=lambda p: p.stem)
def test_a_step_of_the_supervising_office_imports_only_those_before_it(path: Path) -> None:
    step = path.relative_to(PACKAGE / "app/levels").parts[0].removesuffix(".py")
    if step == "__init__":
        return
    for name in imports(path):
        if name.startswith("ndbg.app.levels."):
            assert STEPS.index(name.split(".")[3]) <= STEPS.index(step), f"{path} imports {name}"


def names(path: Path) -> Iterator[str]:
    """Everything that a module imports or calls by its name."""
    yield from imports(path)
    yield from (
        node.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    )


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) == "app"], ids=lambda p: p.name)
def test_the_library_has_nothing_to_print_with(path: Path) -> None:
    assert {"print", "input", "sys", "logging", "warnings"}.isdisjoint(names(path))


def test_every_room_is_named() -> None:
    rooms = {room_of(path) for path in MODULES} - {"__init__", "__main__", "cli"}
    assert rooms == BELOW.keys()


def test_the_page_on_prose_names_every_module() -> None:
    folder = PACKAGE / "check" / "prose"
    page = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {module for module in modules if f"`{module}`" not in page} == set()


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_no_readers_import_each_other_in_a_circle() -> None:
    below = {
        module_of(path): [n for n in imports(path) if n.startswith("ndbg.read.")]
        for path in MODULES
        if room_of(path) == "read"
    }
    done: set[str] = set()

    def walk(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join((*above, module))
        if module not in done:
            for name in below.get(module, []):
                walk(name, (*above, module))
            done.add(module)

    for module in below:
        walk(module, ())
