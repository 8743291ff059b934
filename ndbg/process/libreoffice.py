"""Convert files with LibreOffice, in a profile of its own beside any that the user has open."""

import os
from collections.abc import Sequence
from pathlib import Path

from ndbg.process.run import find_program, run
from ndbg.process.scratch import scratch

_SECONDS, _EACH = 60, 10  # for one file, and for each more
# A file may name pictures, texts and styles elsewhere, and LibreOffice would fetch them. It is told
# to trust none of them, and whatever still goes out to the net is sent to where nobody listens.
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
    ]  # on Windows it is on no search path
    return find_program("soffice", "libreoffice", folders=folders)


def convert(program: str, data: bytes, suffix: str, kind: str) -> bytes | None:
    """A file in another format; None where it cannot be converted, or takes too long.

    `suffix` is that of the file, `kind` what LibreOffice calls the format, perhaps with options.
    Raises NdbgError where there is no room for a temporary copy.
    """
    return convert_together(program, [(data, suffix)], kind)[0]


def convert_together(program: str, files: Sequence[tuple[bytes, str]], kind: str) -> list[bytes | None]:
    """Some files in another format, in one call: LibreOffice takes longer to start than to convert one.

    Each is its bytes and its suffix. None stands for one that cannot be converted; where one makes
    LibreOffice stop, that may be others too. Raises NdbgError where there is no room for temporary copies.
    """
    with scratch() as folder:
        # Copies under plain names, and a profile of its own, so that nothing of the user's is touched.
        copies = [folder / f"report{at}{suffix}" for at, (_, suffix) in enumerate(files)]
        for copy, (data, _) in zip(copies, files, strict=True):
            copy.write_bytes(data)
        _write_settings(folder / "profile")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run(
            [
                program,
                profile,
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                f"{folder}",
                *map(str, copies),
            ],
            _SECONDS + _EACH * (len(copies) - 1),
            folder,
        )
        made = [copy.with_suffix(f".{kind.partition(':')[0]}") for copy in copies]
        return [file.read_bytes() if file.is_file() else None for file in made]


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
