"""Whether equal figures tell that two reports are one, or may be equal by chance."""

from collections.abc import Mapping
from decimal import Decimal

from ndbg.form import Form

# Bits of information that equal figures must hold together, so that they are not equal by chance.
_LEAST_BITS = 20


def tells(form: Form, figures: Mapping[str, int | Decimal]) -> bool:
    """Whether figures are so many and so large that two bodies do not have them all by chance."""
    # Sums and totals follow from the others. Where a row is split into many columns most are 0, so that a figure
    # also tells which of them is not.
    bits = 0
    for table in form.tables:
        for block in table.blocks:
            split = any(column.sum for column in block.columns)
            for cell in block.cells:
                value = figures.get(cell.id)
                if value and not (cell.row.sum or cell.column.sum):
                    bits += int(value).bit_length() + split
    return bits >= _LEAST_BITS
