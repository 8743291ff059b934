"""Convert files with LibreOffice, in a profile of its own, independent of any that the user has open."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from ndbg.process.run import find_program, run
from ndbg.process.scratch import scratch

_SECONDS, _EACH = 60, 10  # seconds for one file, and for each further one
# LibreOffice would fetch pictures, texts and styles that a file links to. In this profile it trusts no
# location, and its proxy is an address where nothing listens.
_NOWHERE = ("127.0.0.1", 9)
_SETTINGS = (
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Writer/Content/Update", "Link", "2"),
    ("Calc/Content/Update", "Link", "2"),
)
_PROXY = (
    ("ooInetProxyType", "1"),
    ("ooInetNoProxy", ""),
    *((f"ooInet{kind}Proxy{what}", f"{value}") for kind in ("HTTP", "HTTPS", "FTP")
      for what, value in zip(("Name", "Port"), _NOWHERE, strict=True)),
)  # fmt: skip


def find_libreoffice() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    homes = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
    folders = [
        Path(home, "LibreOffice", "program") for home in homes if home
    ]  # on Windows it is not on the search path
    return find_program("soffice", "libreoffice", folders=folders)


def convert(program: str, data: bytes, suffix: str, kind: str, seconds: float = _SECONDS) -> bytes | None:
    """A file in another format; None where it cannot be converted.

    `suffix` is that of the file, `kind` LibreOffice's name of the format, which may include options. Raises
    TimeoutError where it takes more than `seconds`, and NdbgError where there is no room for a temporary copy.
    """
    made, is_late = _convert(program, [(data, suffix)], kind, seconds)
    if is_late and made[0] is None:
        raise TimeoutError
    return made[0]


def convert_together(
    program: str, files: Sequence[tuple[bytes, str]], kind: str, seconds: float = _SECONDS
) -> list[bytes | None]:
    """Several files in another format, in one call, since LibreOffice takes longer to start than to convert a file.

    `files` are bytes and suffixes; `seconds` are for the first. None stands for a file that cannot be converted in
    time, and for the others of a call that one file brought down. Raises NdbgError where there is no room for
    temporary copies.
    """
    return _convert(program, files, kind, seconds + _EACH * (len(files) - 1))[0]


def _convert(
    program: str, files: Sequence[tuple[bytes, str]], kind: str, seconds: float
) -> tuple[list[bytes | None], bool]:
    """The files as LibreOffice converts them, and whether it was ended because the time was up."""
    with scratch() as folder:
        # Copies under plain names, and a new profile, so that the user's files and settings are not touched.
        copies = [folder / f"report{at}{suffix}" for at, (_, suffix) in enumerate(files)]
        for copy, (data, _) in zip(copies, files, strict=True):
            copy.write_bytes(data)
        _write_settings(folder / "profile")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", f"{folder}"]
        begun = time.monotonic()
        answer = run([*command, *map(str, copies)], seconds, folder)
        is_late = answer is None and time.monotonic() - begun >= seconds
        made = [copy.with_suffix(f".{kind.partition(':')[0]}") for copy in copies]
        return [file.read_bytes() if file.is_file() else None for file in made], is_late


def _write_settings(profile: Path) -> None:
    """Write a profile that fetches nothing and runs no macros."""
    items = [(f"/org.openoffice.Office.{path}", name, value) for path, name, value in _SETTINGS]
    items += [("/org.openoffice.Inet/Settings", name, value) for name, value in _PROXY]
    text = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in items
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{text}</oor:items>',
        encoding="utf-8",
    )
