"""What is done so that one run takes less time, and what each of it is worth: the same run without it."""

import sys
from functools import partial

from tests.benchmarks.filling import expected
from tests.benchmarks.material import Material, texts
from tests.benchmarks.racing import Contestant, process
from tests.benchmarks.table import Comparison, Group

_OURS = "ndbg fill"
_RUN = "from ndbg.cli import main; main()"
_WITHOUT = {
    # ndbg/cli/__init__.py
    "all taken apart at its end": "import os, sys; os._exit = sys.exit",
    "garbage looked for in all that is loaded": "import gc; gc.disable = gc.freeze = gc.set_threshold = lambda *_: None",
    # ndbg/text/patterns.py
    "patterns tried on every text": """
import ndbg.text.patterns as p
p.Pattern._cannot_match = lambda *_: False
""",
    "patterns compiled as they are loaded": """
import re
import ndbg.text.patterns as p
init = p.Pattern.__init__
def compiled(self, pattern, flags=0, **words):
    init(self, pattern, flags, **words)
    self.compiled()
p.Pattern.__init__ = compiled
""",
    # ndbg/cli/commands.py
    "all commands loaded": "import ndbg.cli.commands as c; [c.load(name) for name in c.NAMES]",
}


def savings(material: Material) -> Group:
    """`ndbg fill`, and the same with one of the savings left out."""
    makers = {name: partial(_run, material, code) for name, code in {_OURS: "", **_WITHOUT}.items()}
    comparisons = tuple(Comparison(_OURS, name) for name in _WITHOUT)
    return Group("What each saving of a start is worth", makers, expected(material), comparisons)


def _run(material: Material, without: str) -> Contestant:
    out = material.folder / "start.docx"
    options = ("--template", material.template, "--force", "-o", out)
    command = (sys.executable, "-c", f"{without}\n{_RUN}", "fill", material.data, *options)
    return process(command, lambda: texts(out.read_bytes()))
