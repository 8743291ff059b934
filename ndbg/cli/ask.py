"""Hold the interview of `ndbg init` at a terminal."""

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from ndbg.cli.console import say
from ndbg.interview import Question, WrongAnswerError, interview
from ndbg.opening import Opening
from ndbg.report import Report
from ndbg.write.files import save

_BACK = {"<", "＜", "《", "上一步", "返回"}
_HELP = "直接回车采用方括号里的内容；输入 < 回到上一个问题；按 Ctrl-C 停下，答过的会留着"


def converse(opening: Opening, data: Path) -> Report:
    """Ask until there is a report; what was answered is kept beside `data` until then.

    Raises typer.Exit where the person stops.
    """
    # Line editing that knows how wide a Chinese character is, where the system has it.
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401

    kept = data.with_name(f"{data.name}.未完成")
    answers = _offer(kept)
    say(_HELP)
    try:
        while True:
            report, answers = _round(opening, answers, kept)
            if report:
                kept.unlink(missing_ok=True)
                return report
    except (KeyboardInterrupt, EOFError):
        say(f"\n已停下。答过的记在“{kept}”里，下次运行 ndbg init 可以接着填")
        raise typer.Exit(130) from None


def _offer(kept: Path) -> list[str]:
    """The answers of an earlier session, if there are any and the person wants to go on from them."""
    if not kept.exists():
        return []
    try:
        answers = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if not (isinstance(answers, list) and all(isinstance(answer, str) for answer in answers)):
        return []
    reply = input(f"上次答到第 {len(answers)} 个问题。接着填吗？[是/不] ").strip().lower()
    return [] if reply in {"n", "no", "不", "否"} else answers


def _round(opening: Opening, answers: Sequence[str], kept: Path) -> tuple[Report | None, list[str]]:
    """Give the answers so far, then ask on. Ends with the report, or at a step back without it."""
    steps = interview(opening)
    given: list[str] = []
    waiting = list(answers)
    question = next(steps)
    while True:
        reply = waiting.pop(0) if waiting else _reply(question)
        if reply is None:
            return None, given[:-1]
        try:
            value: Any = question.read(reply)
        except WrongAnswerError:
            # An answer kept from a session with another opening may not do any more.
            waiting.clear()
            continue
        given.append(reply)
        save(kept, json.dumps(given, ensure_ascii=False).encode(), force=True)
        try:
            question = steps.send(value)
        except StopIteration as end:
            return end.value, given


def _reply(question: Question) -> str | None:
    """Ask one question until the answer does; None for a step back."""
    for note in question.notes:
        say(note)
    offer = f" [{question.default}]" if question.default else ""
    while True:
        reply = input(f"{question.text}{offer}：").strip()
        if reply in _BACK:
            return None
        reply = reply or question.default
        try:
            question.read(reply)
        except WrongAnswerError as error:
            say(f"  {error}")
            continue
        return reply
