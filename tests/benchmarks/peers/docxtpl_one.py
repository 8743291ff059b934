"""What one would write to fill the form with docxtpl: CONTEXT.json TWIN.docx OUT.docx."""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

context, twin, out = sys.argv[1:]
template = DocxTemplate(twin)
template.render(json.loads(Path(context).read_text(encoding="utf-8")))
template.save(out)
