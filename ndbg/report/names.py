"""The names that prose may use as markers, such as `{{本年新收}}`, and their values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from ndbg.document.blanks import MARKER, has_blanks, marker_name
from ndbg.form import Block, Cell, Form, Label, Line, Table
from ndbg.report.model import Figure, Report, date_text
from ndbg.text.labels import compact, label_key, nearest, readings


class UnknownNameError(Exception):
    """A marker's name is unknown or ambiguous; `candidates` are valid names."""

    def __init__(self, name: str, candidates: list[str], *, ambiguous: bool = False) -> None:
        super().__init__(name)
        self.name = name
        self.candidates = candidates
        self.ambiguous = ambiguous


class _Column(NamedTuple):
    """A column of a subject: the keys and the text of its name, and the ids of the cells whose sum is its value.

    `default`: the name of the subject alone means this column.
    """

    keys: frozenset[str]
    text: str
    cells: tuple[str, ...]
    default: bool


class _Subject(NamedTuple):
    """A row or a group of the form that prose may name: the keys and the text of its name, its columns."""

    keys: frozenset[str]
    text: str
    columns: tuple[_Column, ...]


@lru_cache(maxsize=256)
def short_name(label: Label) -> str:
    """A label as users type it: without ordinal and remark, in its shortest wording."""
    own = readings(label.text)
    return min(sorted(label._replace(misspelt=()).wordings()), key=lambda key: (len(key), key not in own))


def _columns(cells: Iterable[Cell]) -> tuple[_Column, ...]:
    by_label: dict[str, list[Cell]] = {}
    for cell in cells:
        by_label.setdefault(cell.column.label.text, []).append(cell)
    return tuple(
        _Column(
            *_spelling(same[0].column),
            cells=tuple(cell.id for cell in same),
            default=same[0].column.sum or len(by_label) == 1,
        )
        for same in by_label.values()
    )


@lru_cache(maxsize=64)
def _spelling(column: Line) -> tuple[frozenset[str], str]:
    """The keys of a column, and its name as users type it."""
    id = column.id.rpartition(".")[2]
    return column.label.wordings() | {label_key(id)}, short_name(Label(column.label.text))


def _subject(table: Table, label: Label, ids: set[str], cells: Iterable[Cell]) -> _Subject:
    id_keys = {label_key(id) for i in ids for id in (i, f"{table.id}.{i}")}
    return _Subject(frozenset(label.wordings() | id_keys), short_name(label), _columns(cells))


def _groups(table: Table, block: Block, *, across: bool) -> Iterator[_Subject]:
    """Groups of rows, or of columns where the table is read across (table 4)."""
    lines = block.columns if across else block.rows
    for group in dict.fromkeys(g for line in lines for g in line.label.under):
        # A group of rows is the sum of its rows but their 总计; a group of columns keeps its 总计 as a column.
        members = {x.id for x in lines if group in x.label.under and (across or not x.sum)}
        cells = [c for c in block.cells if (c.column.id if across else c.row.id) in members]
        prefixes = {id.rpartition(".")[0] for id in members}
        ids = prefixes - {""} if len(prefixes) == 1 else set()
        yield _subject(table, Label(group), ids, cells)


@cache
def _subjects(form: Form) -> tuple[_Subject, ...]:
    subjects: list[_Subject] = []
    for table in form.tables:
        for block in table.blocks:
            across = not block.rows[0].id
            subjects += _groups(table, block, across=across)
            for row in () if across else block.rows:
                cells = [block.cell(row, column) for column in block.columns]
                subjects.append(_subject(table, row.label, {row.id}, cells))
    return tuple(subjects)


@cache
def _by_spelling(form: Form) -> Mapping[str, Sequence[_Subject]]:
    by_spelling: dict[str, list[_Subject]] = {}
    for subject in _subjects(form):
        for spelling in subject.keys:
            by_spelling.setdefault(spelling, []).append(subject)
    return by_spelling


@cache
def _by_column(form: Form) -> Mapping[str, Sequence[str]]:
    """The full names of all figures, by each key of their column."""
    names_by_key: dict[str, list[str]] = {}
    for subject in _subjects(form):
        for column in subject.columns:
            for key in column.keys:
                names_by_key.setdefault(key, []).append(f"{subject.text}.{column.text}")
    return names_by_key


def _candidates(key: str, form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The meanings of a key: for each the full name and its cells."""
    for end in range(1, len(key) + 1):
        rest = key[end:]
        for subject in _by_spelling(form).get(key[:end], ()):
            for column in subject.columns:
                if rest in column.keys:
                    yield f"{subject.text}.{column.text}", column.cells
                elif not rest and column.default:
                    yield subject.text, column.cells
            if not rest and not any(column.default for column in subject.columns):
                yield from ((f"{subject.text}.{c.text}", c.cells) for c in subject.columns)


def figure_names(form: Form) -> list[tuple[str, list[str]]]:
    """All names of a form: each row or group, with the columns that may follow it."""
    return [(subject.text, [c.text for c in subject.columns]) for subject in _subjects(form)]


def cells_named(name: str, form: Form) -> tuple[str, ...]:
    """The cells whose sum is the value of a name such as `不予公开.自然人`. Raises UnknownNameError."""
    return _cells(name, form, partial(_form_names, form))


def cells_suppressed(name: str, form: Form) -> tuple[str, ...]:
    """The cells that a line of 核对说明 is limited to by a name, which may be that of a row; none without a name.

    Raises UnknownNameError.
    """
    if not name:
        return ()
    row = next(
        (e for e in form.entries if label_key(name) in {*e.label.wordings(), label_key(e.title)}), None
    )
    if row:
        return tuple(cell.id for cell in row.cells)
    return (name,) if name in form.cells else cells_named(name, form)


def _cells(name: str, form: Form, known: Callable[[], Iterable[str]]) -> tuple[str, ...]:
    """As `cells_named`; `known` gives all names, of which the most similar ones are proposed in the error."""
    key = label_key(name)
    # The name of a column alone is ambiguous: every row has a 总计.
    if names := _by_column(form).get(key):
        raise UnknownNameError(name, [*_totalled(name, form)] or [*names[-3:]], ambiguous=True)
    meanings = {cells: text for text, cells in _candidates(key, form)}
    if len(meanings) != 1:
        candidates = list(meanings.values()) or nearest(name, known())
        raise UnknownNameError(name, candidates, ambiguous=bool(meanings))
    return next(iter(meanings))


def _totalled(name: str, form: Form) -> Iterator[str]:
    """The groups of rows whose 总计 has this name, ordinal included: for （七）总计 the group 本年度办理结果."""
    for table in form.tables:
        for line in (row for block in table.blocks for row in block.rows if row.sum and row.label.under):
            if compact(name) in map(compact, (line.label.text, *line.label.also)):
                yield short_name(Label(line.label.under[-1]))


def _form_names(form: Form) -> Iterator[str]:
    for subject, columns in figure_names(form):
        yield subject
        yield from (f"{subject}.{column}" for column in columns)


# Facts of the report: the name, the function that gives its text, whether a report may lack it.
_FACTS: tuple[tuple[str, Callable[[Report], str | None], bool], ...] = (
    ("机关", lambda report: report.agency, False),
    ("年度", lambda report: f"{report.year}", False),
    ("公布日期", lambda report: date_text(report.published) if report.published else None, True),
    ("信息处理费.件数", lambda report: f"{report.fee.count}" if report.fee else None, True),
    ("信息处理费.金额", lambda report: f"{report.fee.amount:f}" if report.fee else None, True),
)
# Other names for them, as office forms have.
_ALSO = {"单位名称": "机关", "机关名称": "机关", "报告年度": "年度", "报告单位": "机关"}
FACT_NAMES = tuple(name for name, _, _ in _FACTS)


class Names:
    """The names of one report and their texts."""

    def __init__(self, report: Report) -> None:
        self._form = report.form
        self._figures = report.figures
        self._words = {label_key(name): tell(report) for name, tell, _ in _FACTS}
        self._words |= {label_key(other): self._words[label_key(name)] for other, name in _ALSO.items()}
        for name, written in report.added.extra.items():
            # A value with placeholders (××) is not known yet.
            value = None if has_blanks(written) else written
            self._words[label_key(name)] = self._words[label_key(f"数据.{name}")] = value
        self._extra = tuple(report.added.extra)

    def resolve(self, name: str) -> str | None:
        """The text for a name; None where the report does not have its value (yet).

        Raises UnknownNameError for a name that is unknown or ambiguous.
        """
        key = label_key(name)
        if key in self._words:
            return self._words[key]
        cells = _cells(name, self._form, self._all)
        values = [self._figures[cell].value for cell in cells if cell in self._figures]
        return Figure(sum(values)).text if len(values) == len(cells) else None

    def is_optional(self, name: str) -> bool:
        """Whether a report may lack the value of a name."""
        return any(optional and label_key(own) == label_key(name) for own, _, optional in _FACTS)

    def expand(self, text: str) -> str:
        """The text with its markers replaced; a marker whose figure is missing stays."""

        def value(match: re.Match[str]) -> str:
            value_text = self.resolve(marker_name(match))
            return match[0] if value_text is None else value_text

        return MARKER.sub(value, text)

    def _all(self) -> Iterator[str]:
        yield from FACT_NAMES
        yield from self._extra
        yield from _form_names(self._form)


def is_taken(name: str, form: Form) -> bool:
    """Whether a name has a meaning on a form, so that 数据 may not define it."""
    key = label_key(name)
    return key in {label_key(own) for own in (*FACT_NAMES, *_ALSO)} or any(_candidates(key, form))
