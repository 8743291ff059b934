"""The catalogue of rules, for those who want to know what is checked and why."""

from collections.abc import Sequence

from ndbg.check.finding import Rule
from ndbg.show.lines import width
from ndbg.show.plain import WORDS


def listed(rules: Sequence[Rule]) -> str:
    """The rules, a line each: code, severity, name."""
    return "\n".join(f"{rule.code:<7} {_severities(rule):　<5}  {rule.name}" for rule in rules)


def _severities(rule: Rule) -> str:
    return "、".join(WORDS[s] for s in (rule.severity, rule.also) if s)


def explained(rule: Rule) -> str:
    """One rule in full."""
    text = rule.text
    parts = (
        ("规则", text.what),
        ("程度", _severities(rule)),
        ("依据", text.basis),
        ("正确", text.right),
        ("错误", text.wrong),
    )
    title = f"{rule.code} {rule.name}"
    return "\n".join((title, "─" * (width(title) // 2), *(f"{name}：{said}" for name, said in parts)))
