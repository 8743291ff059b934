"""The bytes and the decoded text of a file."""

import codecs
import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from ndbg.errors import NdbgError, reason
from ndbg.text.normalise import normalise
from ndbg.text.patterns import Pattern

MEGABYTE = 1 << 20

# Characters that XML 1.0 cannot hold, and C1 controls, by which a text could command a terminal.
FORBIDDEN = Pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_LEAST_SIMILARITY = 0.6  # of a file name to that of a missing file, to be suggested
_MOST_NAMES = 2000  # file names of a folder that are looked at
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def refuse_folder(path: Path) -> None:
    """Raise NdbgError where a path is that of a folder."""
    if path.is_dir():
        if not os.access(path, os.R_OK | os.X_OK):
            raise NdbgError(f"打不开文件夹“{path}”：没有权限")
        raise NdbgError(f"“{path}”是一个文件夹，请写出里面的文件名")


def read_bytes(path: Path, most: int) -> bytes:
    """The bytes of a file of at most `most` bytes. Raises NdbgError where it cannot be read."""
    try:
        refuse_folder(path)
        if path.exists() and not path.is_file():
            raise NdbgError(f"“{path}”不是普通文件，不能读取")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise not_there(path) from None
    except PermissionError:
        raise NdbgError(f"没有权限读取“{path}”，或者它正被别的程序占用") from None
    except OSError as error:
        raise NdbgError(f"读不出文件“{path}”：{reason(error)}") from None
    except ValueError:
        raise NdbgError(f"读不出文件“{path}”：文件名里有不能用的字符") from None
    if len(data) > most:
        raise NdbgError(f"“{path}”超过 {most // MEGABYTE} MB，不像是要读的文件，请检查")
    if not data or data.isspace():
        raise NdbgError(f"“{path}”是空的，一个字也没有；请检查是不是没有保存好、没有拷完")
    return data


def not_there(path: Path) -> NdbgError:
    """The error for a file that does not exist; it names the file that may be meant."""
    if path.parts[:1] in (("http:",), ("https:",)):
        return NdbgError(f"“{path}”是网址；请先在浏览器里打开，把网页另存到这台电脑上，再用存下来的文件")
    try:
        names = [other.name for other in islice(path.parent.iterdir(), _MOST_NAMES) if other.is_file()]
    except (OSError, ValueError):
        names = []
    if not names and not path.parent.is_dir():
        return NdbgError(f"找不到文件“{path}”：没有“{path.parent}”这个文件夹，请检查文件夹的名字")
    near = nearest(path, sorted(names))
    guess = f"；是不是“{path.with_name(near)}”？" if near else "，请检查文件名和所在的文件夹"
    return NdbgError(f"找不到文件“{path}”{guess}")


def nearest(path: Path, names: Sequence[str]) -> str:
    """Of some names the one nearest to that of a path: with the same stem, else the most similar; or empty."""
    stems: dict[str, str] = {}
    for name in names:
        stems.setdefault(Path(name).stem, name)
    stem = (
        path.stem
        if path.stem in stems
        else next(iter(get_close_matches(path.stem, stems, 1, _LEAST_SIMILARITY)), "")
    )
    same = [name for name in names if Path(name).stem == stem]
    # Of several the suffix tells, also in capitals or with a sign of an input method behind it.
    return next(iter(get_close_matches(path.name.casefold(), same, 1, 0)), "")


def is_on_network(path: str) -> bool:
    r"""Whether Windows takes a path for one on another computer: `\\host\share`, with slashes of either kind."""
    return path.replace("\\", "/").startswith("//")


def decode(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    r"""The text, normalised and with `\n` line ends, and notes on its encoding.

    UTF-8 is expected; UTF-16 with a byte order mark and GBK (as GB18030) are accepted with a note. Raises
    NdbgError for any other.
    """
    notes: tuple[str, ...] = ()
    if data.startswith(_UTF16):
        encoding, notes = "utf-16", ("文件是“Unicode”（UTF-16）编码，已照此读取；建议另存为 UTF-8",)
    else:
        encoding = "utf-8"
        if data.startswith(codecs.BOM_UTF8):
            data = data[len(codecs.BOM_UTF8) :]
            notes = ("文件开头有记事本留下的标记（BOM），不影响使用",)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise NdbgError(
                f"“{path}”里的文字读不出来（不是 UTF-8，也不是 GBK 编码），请用原来的程序打开，另存为 Word 文件或 UTF-8 文本再试"
            ) from None
        notes = ("文件不是 UTF-8 编码，已按 GBK 读取；建议另存为 UTF-8",)
    return normalise(text.replace("\r\n", "\n").replace("\r", "\n")), notes


def forbidden(text: str) -> re.Match[str] | None:
    """The first forbidden character of a text: a control character, or one that XML cannot hold."""
    # Fast, and enough for nearly all texts.
    if text.replace("\n", "").replace("\t", "").replace("\u3000", "").isprintable():
        return None
    return FORBIDDEN.search(text)
