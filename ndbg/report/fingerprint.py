"""A short digest of a report, to compare a printed report with its data."""

import json

from ndbg.report.model import Report

_GROUPS, _LETTERS = 4, 4


def fingerprint(report: Report) -> str:
    """Sixteen hexadecimal digits in groups of four: the digest of agency, year, all figures and the prose.

    Spaces and blank lines do not count, so that it is the same for every format of file.
    """
    import hashlib  # takes longer to load than all the rest; most runs need no fingerprint

    figures = {id: report.figures[id].text if id in report.figures else None for id in report.form.cells}
    prose = {
        section.no: "".join(report.prose[section.no].text.split()) if section.no in report.prose else ""
        for section in report.form.prose_sections
    }
    payload = ["".join(report.agency.split()), report.year, figures, prose]
    digest = hashlib.sha256(json.dumps(payload, ensure_ascii=False).encode()).hexdigest().upper()
    return " ".join(digest[at : at + _LETTERS] for at in range(0, _GROUPS * _LETTERS, _LETTERS))
