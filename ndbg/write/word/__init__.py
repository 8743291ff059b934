"""Fill a Word form with a report.

The form needs no markers in its tables: cells are found by the labels of the official
form, sections by their headings, so any office's own blank form will do. What the form
looks like stays as it is; only text is put in.
"""

from ndbg.write.word.filled import FilledForm, Kind, Notice, TemplateError
from ndbg.write.word.template import Template, fill

__all__ = ["FilledForm", "Kind", "Notice", "Template", "TemplateError", "fill"]
