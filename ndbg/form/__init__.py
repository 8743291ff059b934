"""The official forms as data: sections, tables, labels, sums; how they are drawn and named."""

from ndbg.form.data import parse_form
from ndbg.form.library import (
    distinctive_labels,
    form_followed,
    form_of,
    forms,
    is_superseded,
    superseded_labels,
)
from ndbg.form.model import (
    Block,
    Cell,
    Entry,
    Form,
    Label,
    Line,
    Measure,
    Relation,
    Section,
    Stock,
    Table,
    restricted_to,
)

__all__ = [
    "Block",
    "Cell",
    "Entry",
    "Form",
    "Label",
    "Line",
    "Measure",
    "Relation",
    "Section",
    "Stock",
    "Table",
    "distinctive_labels",
    "form_followed",
    "form_of",
    "forms",
    "is_superseded",
    "parse_form",
    "restricted_to",
    "superseded_labels",
]
