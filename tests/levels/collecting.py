"""`ndbg collect` as a program of its own, for what is killed or runs beside others."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def collecting(folder: Path, *more: str, roster: str = "名册.xlsx") -> "subprocess.Popen[str]":
    """A run that has begun in a folder, on what came in there, and will tell of it as JSON."""
    command = ["collect", "收件", "--roster", roster, "--format", "json", *more]
    return subprocess.Popen(
        [sys.executable, "-m", "ndbg", *command],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
