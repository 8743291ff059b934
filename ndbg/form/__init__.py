"""The official form as data, its labels and how they are matched."""

from ndbg.form.model import FORM, Block, Cell, Entry, Form, Label, Line, Relation, Section, Stock, Table

__all__ = [
    "FORM",
    "Block",
    "Cell",
    "Entry",
    "Form",
    "Label",
    "Line",
    "Relation",
    "Section",
    "Stock",
    "Table",
]
