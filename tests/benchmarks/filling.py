"""Filling one report: as a whole process, and by a call."""

import io
import sys
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from ndbg.cli.app import app
from ndbg.write import word
from tests.benchmarks.material import Material, texts
from tests.benchmarks.peers import docxtemplater, lxml_fill
from tests.benchmarks.racing import Contestant, call, process
from tests.benchmarks.table import Comparison, Group, Target

PEERS = Path(__file__).with_name("peers")
_BARE = "import typer\n\napp = typer.Typer()\n{}\napp()\n"
_BARE_COMMAND = '''

@app.command()
def {}(files: list[str], output: str = "", force: bool = False) -> None:
    """Do nothing."""
'''


def processes(material: Material) -> Group:
    """`ndbg fill` as a person runs it, against a script and against the start of a program alone."""
    makers = {
        "ndbg fill": lambda: _command(material),
        "docxtpl script": lambda: _docxtpl_script(material),
        "bare Typer app": lambda: _bare_app(material.folder),
        "docxtemplater script": lambda: docxtemplater.as_process(material),
    }
    comparisons = (
        Comparison("ndbg fill", "docxtpl script", Target(0.85)),
        Comparison("ndbg fill", "bare Typer app", Target(1.35)),
        Comparison("ndbg fill", "docxtemplater script"),
    )
    return Group("Fill one report, whole process", makers, expected(material), comparisons)


def calls(material: Material, stack: ExitStack) -> Group:
    """Filling as a call, with the form read each time and with it prepared once."""
    each, once = "fill, form read each time", "fill, form prepared once"
    makers = {
        each: lambda: _each(material),
        once: lambda: _once(material),
        "docxtpl": lambda: _docxtpl_each(material),
        "docxtpl, rendered again": lambda: _docxtpl_once(material),
        "docxtemplater": lambda: docxtemplater.as_server(material, stack),
        "zipfile + lxml": lambda: _floor_each(material),
        "lxml, tree kept, parts copied": lambda: _floor_once(material),
    }
    comparisons = (
        Comparison(each, "docxtpl", Target(1 / 8, "8 × faster")),
        Comparison(each, "docxtemplater"),
        Comparison(each, "zipfile + lxml"),
        Comparison(once, "docxtpl, rendered again", Target(1 / 25, "25 × faster")),
        Comparison(once, "docxtemplater"),
        Comparison(once, "lxml, tree kept, parts copied"),
    )
    return Group("Fill one report, in process", makers, expected(material), comparisons)


def expected(material: Material) -> list[tuple[str, str]]:
    """What all have to make: the form with each marker replaced by what it stands for."""
    return texts(lxml_fill.fill(material.twin.read_bytes(), material.context))


# -- ours --------------------------------------------------------------------------


def _command(material: Material) -> Contestant:
    out = material.folder / "ours.docx"
    options = ("--template", material.template, "--force", "-o", out)
    command = (sys.executable, "-m", "ndbg", "fill", material.data, *options)
    return process(command, lambda: texts(out.read_bytes()))


def _each(material: Material) -> Contestant:
    form = material.template.read_bytes()
    return call(
        lambda: word.fill(form, material.template, material.report), lambda filled: texts(filled.data)
    )


def _once(material: Material) -> Contestant:
    form = word.Template(material.template.read_bytes(), material.template, material.report.form)
    return call(lambda: form.fill(material.report), lambda filled: texts(filled.data))


# -- theirs ------------------------------------------------------------------------


def _docxtpl_script(material: Material) -> Contestant:
    import_module("docxtpl")  # for the script; here it only tells that it is missing
    out = material.folder / "docxtpl.docx"
    script = PEERS / "docxtpl_one.py"
    command = (sys.executable, script, material.context_file, material.twin, out)
    return process(command, lambda: texts(out.read_bytes()))


def _bare_app(folder: Path) -> Contestant:
    """A program with as many commands as ours that do nothing."""
    group = typer.main.get_group(app)
    count = len(group.list_commands(typer.Context(group)))
    script = folder / "bare.py"
    commands = "".join(_BARE_COMMAND.format(f"command{number}") for number in range(count))
    script.write_text(_BARE.format(commands), encoding="utf-8")
    return process((sys.executable, script, "command2", "data.toml"), None)


def _docxtpl_each(material: Material) -> Contestant:
    from docxtpl import DocxTemplate

    twin = material.twin.read_bytes()
    return call(lambda: _rendered(DocxTemplate(io.BytesIO(twin)), material), texts)


def _docxtpl_once(material: Material) -> Contestant:
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(material.twin.read_bytes()))
    return call(lambda: _rendered(template, material), texts)


def _rendered(template: Any, material: Material) -> bytes:
    template.render(dict(material.context))
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def _floor_each(material: Material) -> Contestant:
    twin = material.twin.read_bytes()
    return call(lambda: lxml_fill.fill(twin, material.context), texts)


def _floor_once(material: Material) -> Contestant:
    form = lxml_fill.Prepared(material.twin.read_bytes())
    return call(lambda: form.fill(material.context), texts)
