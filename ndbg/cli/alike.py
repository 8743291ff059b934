"""`ndbg alike`: texts and figures copied between bodies."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.cli.console import CLEAN, FINDINGS, echo, echo_err, echo_json, working, written
from ndbg.cli.options import Changes, Force, Format, TextOrJson
from ndbg.cli.surveyed import surveyed
from ndbg.errors import NdbgError
from ndbg.text.listing import first_of

if TYPE_CHECKING:
    from ndbg.app.levels.copies.model import Copies
    from ndbg.app.levels.status.model import Survey

_MOST_NAMED = 8
_MOST_HINTS = 20  # pairs shown, the most similar first


def alike(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="collect 建立的文件夹，例如 2024年")],
    years: Annotated[bool, typer.Option("--years", help="也和别的单位上年的报告比较")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="相同的文字并排列出：.html 网页或 .docx Word 文件"
        ),
    ] = None,
    format: Format = TextOrJson.TEXT,
    given: Changes = None,
    force: Force = False,
) -> None:
    """各单位的报告互相比较，找出雷同和抄来的。

    哪些部分雷同、哪里大段相同、谁留着别的单位的名称、谁的数和别家全同。隐去数字、年份和本单位名称再比；不到 100 字的部分不比。

    例：
    ndbg alike 2024年
    ndbg alike 2024年 --years -o 雷同.html
    """
    from ndbg.app.levels.copies.comparison import copies
    from ndbg.app.levels.copies.model import copies_json
    from ndbg.app.output import NewFile, save
    from ndbg.app.settings import settings_in
    from ndbg.write.files import refuse_existing

    if output:
        if output.suffix.lower() not in (".html", ".htm", ".docx"):
            raise NdbgError(f"并排对照可以写成 .html 或 .docx，“{output}”不是；请换一个后缀")
        refuse_existing(output, force=force)
    settings = settings_in(folder, given or ())
    with working("正在比较……"):
        survey = surveyed(folder)
        result = copies(survey, settings, years=years)
    if years and survey.previous is None and not survey.lost:
        echo_err("没有找到上年的文件夹，没有和上年比较；上年的文件夹要和本年的并排，名字只差年度")
    if output:
        from ndbg.app.levels.copies.side_by_side import copies_page, copies_word

        write = copies_word if output.suffix.lower() == ".docx" else copies_page
        save(NewFile(output, write(survey, result)), force=force)
        echo_err(written(output))
    if format is TextOrJson.JSON:
        echo_json(copies_json(result))
    else:
        _show(survey, result)
    raise typer.Exit(CLEAN if result.nothing else FINDINGS)


def _show(survey: "Survey", result: "Copies") -> None:
    from ndbg.app.levels.copies.last_year import from_last_year
    from ndbg.app.levels.copies.side_by_side import heading

    for name in result.names:
        where = heading(survey, name.section)
        around = f"：……{name.text}……" if name.text != name.written else ""
        echo(f"留有其他单位名称：{name.body}：“{where}”写着“{name.written}”{around}")
    for group in result.groups:
        text = f"雷同 {group.similarity:.0%}：“{heading(survey, group.section)}”：{_named(group.bodies)}"
        echo(f"{text}{_direction(result, group.bodies)}")
    last_year = from_last_year(result.last_year)
    for copied in last_year:
        echo(
            f"和别家上年雷同 {copied.similarity:.0%}：“{heading(survey, copied.section)}”：{_named(copied.bodies)}，"
            f"像{_named(copied.others)}上年的"
        )
    for passage in result.passages:
        echo(
            f"大段相同 {len(passage.texts[0])} 字：“{heading(survey, passage.section)}”：{_named(passage.bodies)}"
        )
    for bodies in result.same_figures:
        echo(f"数据全同：{_named(bodies)}{_direction(result, bodies)}")
    hints = sorted(result.hints, key=lambda one: -one.similarity)
    for hint in hints[:_MOST_HINTS]:
        echo(f"提示：相同 {hint.similarity:.0%}：“{heading(survey, hint.section)}”：{_named(hint.bodies)}")
    if (more := len(hints) - _MOST_HINTS) > 0:
        echo(f"提示：另有 {more} 对部分相同，没有列出；全部见 --format json")
    counts = (
        ("雷同", len(result.groups), "组"),
        ("和别家上年雷同", len(last_year), "组"),
        ("大段相同", len(result.passages), "处"),
        ("留有其他单位名称", len(result.names), "处"),
        ("数据全同", len(result.same_figures), "组"),
    )
    echo("、".join(f"{what} {count} {unit}" for what, count, unit in counts))


def _direction(result: "Copies", bodies: tuple[str, ...]) -> str:
    """Which bodies of a group copied from which, if that is certain; else empty."""
    copiers = tuple(body for body in bodies if result.copied.get(body, frozenset()) & {*bodies})
    return f"，像是{_named(copiers)}抄来的" if copiers else ""


def _named(bodies: tuple[str, ...]) -> str:
    return first_of(bodies, _MOST_NAMED, "个单位")
