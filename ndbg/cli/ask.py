"""The interview of `ndbg init` at a terminal."""

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer

from ndbg.app.interview import Question, WrongAnswerError, interview, is_skip
from ndbg.app.output import NewFile, save
from ndbg.cli import INTERRUPTED
from ndbg.cli.console import echo
from ndbg.report import Report
from ndbg.report.new_year import Opening
from ndbg.text.digits import whole_number

_BACK = {"<", "＜", "《", "〈", "上一步", "返回"}
_STOP = {"q", "quit", "exit", "退出", "ｑ"}
_NO = {"n", "no", "不", "否"}
_HELP = "直接回车采用方括号里的内容；? 先空着；< 回到上一个问题；q 停下，答过的会留着"

# Answers as typed, by the keys of questions; an empty text stands for the default.
Answers = dict[str, str]


class _Answered(NamedTuple):
    """A question of this round and its answer, with defaults filled in."""

    question: Question
    reply: str


def converse(opening: Opening, data: Path) -> Report:
    """Ask until the report is complete; until then the answers are kept in a file beside `data`.

    Raises typer.Exit where the user stops.
    """
    # With readline, where the system has it, Chinese characters are deleted as one.
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401

    kept = data.with_name(f"{data.name}.未完成")
    try:
        answers = _kept_answers(kept)
        echo(_HELP)
        anew: str | None = None
        while True:
            outcome = _round(opening, answers, anew, kept)
            if isinstance(outcome, str):
                anew = outcome
                continue
            report, answered = outcome
            anew = _reviewed(answered)
            if anew is None:
                kept.unlink(missing_ok=True)
                return report
    except (KeyboardInterrupt, EOFError):
        where = f"答过的记在“{kept}”里，再运行一次刚才的命令可以接着填" if kept.exists() else "还没有记下什么"
        echo(f"\n已停下。{where}")
        raise typer.Exit(INTERRUPTED) from None


def _kept_answers(kept: Path) -> Answers:
    """The answers of an interrupted session, if there is one that the user wants to continue."""
    try:
        answers = {str(key): str(reply) for key, reply in json.loads(kept.read_bytes())}
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
    reply = _input(f"上次答到第 {len(answers)} 个问题，接着填吗（直接回车接着填，输入“不”从头开始）：")
    return {} if reply.lower() in _NO else answers


def _round(
    opening: Opening, answers: Answers, anew: str | None, kept: Path
) -> tuple[Report, list[_Answered]] | str:
    """Run the interview with the answers so far, and ask the remaining questions and the question `anew`.

    Returns the report and all answers or, after a step back, the key of the question to ask anew.
    """
    steps = interview(opening)
    answered: list[_Answered] = []
    question = next(steps)
    while True:
        again = None if question.key == anew else _again(question, answers)
        if again is None:
            asked = _asked(question, answers)
            if asked is None:
                return answered[-1].question.key if answered else question.key
            anew = None if question.key == anew else anew
            text = json.dumps([*answers.items()], ensure_ascii=False)
            save(NewFile(kept, text.encode(), named=False), force=True)
            again = asked
        reply, value = again
        answered.append(_Answered(question, reply))
        try:
            question = steps.send(value)
        except StopIteration as end:
            return end.value, answered


def _again(question: Question, answers: Answers) -> tuple[str, Any] | None:
    """The earlier answer to a question and its value; None where there is none, or it is no longer valid."""
    reply = answers.get(question.key)
    if reply is None or not (reply or question.default):
        return None
    try:
        return reply or question.default, question.value(reply or question.default)
    except WrongAnswerError:
        return None


def _asked(question: Question, answers: Answers) -> tuple[str, Any] | None:
    """Ask a question until the answer is valid. Returns the answer and its value; None for a step back.

    An earlier answer is the default.
    """
    for note in question.notes:
        echo(note)
    before = answers.get(question.key, "")
    default = before or question.default
    offer = f" [{default}]" if default else ""
    while True:
        typed = _input(f"{question.text}{offer}：")
        if typed in _BACK:
            return None
        reply = typed or default
        try:
            value = question.value(reply)
        except WrongAnswerError as error:
            echo(f"  {error}")
            continue
        answers[question.key] = typed or before
        return reply, value


def _reviewed(answered: Sequence[_Answered]) -> str | None:
    """Show all answers. Returns the key of the question to ask anew; None where the user confirms."""
    echo("填好了，请看一遍：")
    for number, (question, reply) in enumerate(answered, 1):
        echo(f"{number:>3} {question.text}：{'（先空着）' if is_skip(reply) else reply}")
    while True:
        typed = _input("要改哪一个，输入它前面的数字；没有要改的，直接回车：")
        if not typed:
            return None
        if typed in _BACK:
            return answered[-1].question.key
        if 1 <= (whole_number(typed, len(answered) + 1) or 0) <= len(answered):
            return answered[int(typed) - 1].question.key
        echo(f"  请输入 1 到 {len(answered)} 的数字，或者直接回车")


def _input(prompt: str) -> str:
    """A line of input. Raises KeyboardInterrupt where the user wants to stop."""
    typed = input(prompt).strip()
    if typed.lower() in _STOP:
        raise KeyboardInterrupt
    return typed
