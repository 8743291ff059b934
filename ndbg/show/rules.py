"""The catalogue of rules, for those who want to know what is checked and why."""

from collections.abc import Sequence

from ndbg.check.rule import Rule
from ndbg.show.lines import width
from ndbg.show.plain import WORDS


def listed(rules: Sequence[Rule]) -> str:
    """The rules, a line each: code, severity, name."""
    return "\n".join(f"{rule.code:<7} {_severities(rule):　<5}  {rule.name}" for rule in rules)


def _severities(rule: Rule) -> str:
    return "、".join(WORDS[s] for s in (rule.severity, rule.also) if s)


def explained(rule: Rule) -> str:
    """One rule in full."""
    parts = (
        ("规则", rule.what),
        ("程度", _severities(rule)),
        ("依据", rule.basis),
        ("正确", rule.right.says),
        ("错误", rule.wrong.says),
    )
    title = f"{rule.code} {rule.name}"
    return "\n".join((title, "─" * (width(title) // 2), *(f"{name}：{text}" for name, text in parts)))
