"""Every command that could read a file, as it is typed."""

import os
from pathlib import Path

from tests.hostile.guard import Done, run

READERS = (
    "import 年报{0} -o 读出.toml",
    "check 年报{0} --previous 年报{0}",
    "check 年报{0} --format text",
    "check 年报{0} --format sarif",
    "export 年报{0} --draft -o 网页.html",
    "export 年报{0} --draft -o 簿.xlsx",
    "diff 年报{0} 好.toml -o 对照.md",
    "diff 好.toml 年报{0}",
    "verify 年报{0} 好.toml",
    "init --from 年报{0} --year 2025 --yes 本年.toml",
)
FORMS = (
    "check 年报.docx --annotate 批注.docx",
    "fill 好.toml --template 年报.docx -o 填好.docx",
    "fill 好.toml --template 年报.docx --draft --sign-off -o 草稿.docx",
)
DATA = ("fill 年报.toml --draft --sign-off -o 草稿.docx", "verify 好.docx 年报.toml")
# To run each command on each file, which takes some minutes: NDBG_HOSTILE=all.
_ALL = os.environ.get("NDBG_HOSTILE") == "all"


def through(folder: Path, suffix: str, turn: int) -> list[Done]:
    """Take the file 年报 of a folder through the commands, and tell how each ended: the one that only reads first.

    All of them read it alike. So that it takes half a minute and not ten, every third file
    is given to one of the others, each in its turn.
    """
    words = [*READERS, *(DATA if suffix == ".toml" else ())]
    others = words[1:]
    first = run(folder, *words[0].format(suffix).split())
    if not _ALL:
        others = [others[turn // 3 % len(others)]] if turn % 3 == 0 else []
    return [first, *(run(folder, *command.format(suffix).split()) for command in others)]
