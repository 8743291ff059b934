"""LibreOffice, where it is installed: run out of the way of whatever the user has open."""

import shutil
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 60


def find_office() -> str | None:
    """The program, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(program: str, data: bytes, suffix: str, kind: str) -> bytes | None:
    """A file in another format; None where it cannot be converted, or takes too long.

    `suffix` is that of the file, `kind` what LibreOffice calls the format, perhaps with options.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # A copy under a plain name, and a profile of its own, so that nothing of the user's is touched.
        copy = Path(folder, f"report{suffix}")
        copy.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", folder, str(copy)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  a fixed command
        except (OSError, subprocess.TimeoutExpired):
            return None
        made = copy.with_suffix(f".{kind.partition(':')[0]}")
        return made.read_bytes() if made.is_file() else None
