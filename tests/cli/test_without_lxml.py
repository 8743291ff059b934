"""Where the one compiled library is missing, a person is told how the system has it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import EXAMPLES, ROOT

WITHOUT = "import sys; sys.modules['lxml'] = None; from ndbg.cli import main; main()"


def test_a_missing_lxml_is_told_with_how_to_get_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT, "fill", f"{EXAMPLES / 'suqian-2024.toml'}", "-o", "年报.docx"]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "apt install python3-lxml" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
