"""Hold the interview of `ndbg init` at a terminal."""

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from ndbg.app.interview import Question, WrongAnswerError, interview
from ndbg.app.output import NewFile, save
from ndbg.cli import INTERRUPTED
from ndbg.cli.console import say
from ndbg.report import Report
from ndbg.report.new_year import Opening

_BACK = {"<", "＜", "《", "〈", "上一步", "返回"}
_NO = {"n", "no", "不", "否"}
_HELP = "直接回车采用方括号里的内容；输入 < 回到上一个问题；按 Ctrl-C 停下，答过的会留着"

# An answer as it was typed, with the question that it answers.
Answer = tuple[str, str]


def converse(opening: Opening, data: Path) -> Report:
    """Ask until there is a report; what was answered is kept beside `data` until then.

    Raises typer.Exit where the person stops.
    """
    # Line editing that knows how wide a Chinese character is, where the system has it.
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401

    kept = data.with_name(f"{data.name}.未完成")
    try:
        answers = _kept_answers(kept)
        say(_HELP)
        while True:
            report, answers = _round(opening, answers, kept)
            if report:
                kept.unlink(missing_ok=True)
                return report
    except (KeyboardInterrupt, EOFError):
        where = f"答过的记在“{kept}”里，再运行一次刚才的命令可以接着填" if kept.exists() else "还没有记下什么"
        say(f"\n已停下。{where}")
        raise typer.Exit(INTERRUPTED) from None


def _kept_answers(kept: Path) -> list[Answer]:
    """Answers of an earlier session, if there are any and the person wants to go on from them."""
    try:
        answers = [(str(question), str(reply)) for question, reply in json.loads(kept.read_bytes())]
    except (OSError, ValueError, TypeError):
        return []
    reply = input(f"上次答到第 {len(answers)} 个问题，接着填吗（直接回车接着填，输入“不”从头开始）：")
    return [] if reply.strip().lower() in _NO else answers


def _round(opening: Opening, answers: Sequence[Answer], kept: Path) -> tuple[Report | None, list[Answer]]:
    """Give the answers so far, then ask on. Ends with the report, or at a step back without it."""
    steps = interview(opening)
    given: list[Answer] = []
    waiting = list(answers)
    question = next(steps)
    while True:
        again = _again(question, waiting)
        if again is None:
            asked = _asked(question)
            if asked is None:
                return None, given[:-1]
            again = asked
        reply, value = again
        given.append((question.text, reply))
        if not waiting:
            save(NewFile(kept, json.dumps(given, ensure_ascii=False).encode(), named=False), force=True)
        try:
            question = steps.send(value)
        except StopIteration as end:
            return end.value, given


def _again(question: Question, waiting: list[Answer]) -> tuple[str, Any] | None:
    """The answer given to a question before. None, and no others, where it does not fit any more."""
    if not waiting:
        return None
    text, reply = waiting.pop(0)
    try:
        if text == question.text:
            return reply, question.read(reply)
    except WrongAnswerError:
        pass
    waiting.clear()
    return None


def _asked(question: Question) -> tuple[str, Any] | None:
    """Ask one question until the answer does: as typed, and its value. None for a step back."""
    for note in question.notes:
        say(note)
    offer = f" [{question.default}]" if question.default else ""
    while True:
        reply = input(f"{question.text}{offer}：").strip()
        if reply in _BACK:
            return None
        reply = reply or question.default
        try:
            return reply, question.read(reply)
        except WrongAnswerError as error:
            say(f"  {error}")
