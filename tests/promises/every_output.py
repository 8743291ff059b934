"""Run as a program in some environment: make everything that `ndbg` makes, and show a digest of each."""

import hashlib
import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from ndbg.cli.app import main

FILES = {
    "fill.docx": "fill data.toml -o fill.docx",
    "sheet.docx": "fill data.toml --sign-off -o sheet.docx",
    "page.html": "export data.toml --charts -o page.html",
    "book.xlsx": "export data.toml -o book.xlsx",
    "text.md": "export data.toml -o text.md",
    "草稿.docx": "fill mistakes.toml --draft -o 草稿.docx",
    "import.toml": "import fill.docx -o import.toml",
    "import.json": "import fill.docx --format json -o import.json",
    "init.toml": "init --yes --zero --agency 某局 --year 2024 init.toml",
    "from.toml": "init --yes --from suqian-2023.toml from.toml",
    "notes.docx": "check fill.docx --annotate notes.docx",
    "diff.md": "diff suqian-2023.toml data.toml -o diff.md",
}
SHOWN = (
    "check mistakes.toml",
    "check mistakes.toml --format json",
    "check mistakes.toml --format sarif",
    "verify fill.docx data.toml",
    "rules T302",
)


def run(words: str, before: str) -> tuple[int, str]:
    """Run a command whose files are named with what goes before; give its exit code and what it showed."""
    typed = [f"{before}{word}" if "." in word else word for word in words.split()]
    out = io.StringIO()
    with (
        redirect_stdout(out),
        redirect_stderr(io.StringIO()),
        mock.patch.object(sys, "argv", ["ndbg", *typed]),
    ):
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0), out.getvalue().replace(before, "")
    return -1, ""


def digests(before: str) -> dict[str, str]:
    """A digest of all that is made and shown, by its name."""
    found = {}
    for name, words in FILES.items():
        code, _ = run(words, before)
        data = Path(before, name).read_bytes() if code == 0 else b""
        found[name] = f"{code} {hashlib.sha256(data).hexdigest()}"
    for words in SHOWN:
        code, shown = run(words, before)
        found[words] = f"{code} {hashlib.sha256(shown.encode()).hexdigest()}"
    return found


if __name__ == "__main__":
    os.umask(int(sys.argv[1], 8))
    sys.stdout.write(json.dumps(digests(sys.argv[2])))
