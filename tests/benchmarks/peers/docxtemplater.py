"""docxtemplater, where node and npm are there."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.material import Material, texts
from tests.benchmarks.racing import Contestant, MissingPeerError, process

_SCRIPT = Path(__file__).with_suffix(".js")
_PACKAGES = ("docxtemplater@3.71.0", "pizzip@3.3.0")
_WARM_UP = 40  # fills until node has compiled what it runs


def as_process(material: Material) -> Contestant:
    """A script that fills the form once."""
    command, out = _command(material, "once")
    return process(command, lambda: texts(out.read_bytes()))


def as_server(material: Material, stack: ExitStack) -> Contestant:
    """A process that goes on living and measures itself, so that node need not start each time."""
    command, out = _command(material, "serve")
    pipe = subprocess.PIPE
    server = stack.enter_context(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
    stack.callback(server.kill)
    ask = _asking(server)
    for _ in range(_WARM_UP):
        ask()
    return Contestant(ask, lambda: texts(out.read_bytes()))


def _asking(server: "subprocess.Popen[str]") -> Callable[[], float]:
    def run() -> float:
        assert server.stdin
        assert server.stdout
        server.stdin.write("\n")
        server.stdin.flush()
        return float(server.stdout.readline()) / 1000

    return run


def _command(material: Material, mode: str) -> tuple[list[str | Path], Path]:
    node, npm = (shutil.which(name) for name in ("node", "npm"))
    if not (node and npm):
        raise MissingPeerError("node and npm are not there")
    out = material.folder / f"docxtemplater-{mode}.docx"
    script = _installed(npm, material.folder / "node")
    return [node, script, mode, material.context_file, material.twin, out], out


def _installed(npm: str, folder: Path) -> Path:
    """The script in a folder of its own, beside what it needs."""
    script = folder / _SCRIPT.name
    if script.exists():
        return script
    folder.mkdir(exist_ok=True)
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
    try:
        subprocess.run([*command, *_PACKAGES], check=True, capture_output=True, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise MissingPeerError(f"npm could not install docxtemplater ({type(error).__name__})") from None
    return Path(shutil.copy(_SCRIPT, script))
