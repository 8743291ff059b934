"""Fill the form many times with docxtpl: PROCESSES TWIN.docx OUT CONTEXT.json…

Each process opens the template once and renders it again for every context.
"""

import json
import sys
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

_kept: list[Any] = []


def keep(twin: str) -> None:
    """Open the template, once in each process."""
    _kept.append(DocxTemplate(twin))


def fill(context: Path, out: Path) -> None:
    """Fill the template with one context."""
    _kept[0].render(json.loads(context.read_text(encoding="utf-8")))
    _kept[0].save(str(out))


if __name__ == "__main__":
    processes, twin, out, *contexts = sys.argv[1:]
    jobs = [(Path(context), Path(out) / f"{Path(context).stem}.docx") for context in contexts]
    with Pool(int(processes), keep, (twin,)) as pool:
        pool.starmap(fill, jobs, chunksize=1)
