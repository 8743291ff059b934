"""Characters that only look like others are read as those, in every format."""

from pathlib import Path

import pytest

from ndbg.ooxml.package import open_package, pack
from ndbg.read import read
from ndbg.text.normalise import normalise
from tests.hostile.sound import sound


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("⼀、总体情况", "一、总体情况"),
        ("⼈⺠政府门⼾⽹站", "人民政府门户网站"),
        ("局⻓信箱，⻋辆，⻛险，⻅表", "局长信箱，车辆，风险，见表"),
        ("⾏政\uf967受\U0002f804", "行政不受你"),
        ("︵一︶、︽条例︾", "（一）、《条例》"),
        ("（１２）ＡＢＣ①²", "（１２）ＡＢＣ①²"),
        ("", ""),
    ],
)
def test_the_usual_character_stands_for_what_looks_like_it(written: str, usual: str) -> None:
    assert normalise(written) == usual


STRANGE = str.maketrans("一行人民门长", "⼀⾏⼈⺠⻔⻓")


def strange(suffix: str) -> bytes:
    """A sound file of a format, with radicals in place of some characters."""
    if suffix != ".docx":
        return sound(suffix).decode().translate(STRANGE).encode()
    package = open_package(sound(suffix), Path("年报.docx"))
    package.parts[package.document] = package.parts[package.document].decode().translate(STRANGE).encode()
    return pack(package)


@pytest.mark.parametrize("suffix", [".toml", ".docx", ".html", ".md", ".txt"])
def test_every_format_is_read_so(tmp_path: Path, suffix: str) -> None:
    usual, other = tmp_path / f"甲{suffix}", tmp_path / f"乙{suffix}"
    usual.write_bytes(sound(suffix))
    other.write_bytes(strange(suffix))
    one, two = read(usual), read(other)
    assert (two.agency, two.year, two.prose) == (one.agency, one.year, one.prose)
    assert {id: f.value for id, f in two.figures.items()} == {id: f.value for id, f in one.figures.items()}
    assert two.source.notes == one.source.notes
