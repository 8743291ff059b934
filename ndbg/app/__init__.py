"""The library below the commands, for scripts and web pages. It prints nothing, and only `save` writes files.

Each module is one task:

| module | functions |
|---|---|
| `reading` | `read_report`, `read_file`, `read_data`, `last_report`: read a file; find last year's |
| `check` | `check_file`, `check_report`: run the rules; `rules_by_code`: choose them |
| `settings` | `settings_in`: the settings of a folder |
| `fill`, `export` | `fill`, `export`: make a Word report; a page, PDF, workbook or Markdown |
| `output` | `save`: save a `NewFile`; `Output`: several of one run |
| `verify`, `take_back` | `verify`: compare a report with its data; `take_back`: take edits in Word back into the data |
| `annotate`, `sign_off` | `annotate`: findings as Word comments; `sign_off`: the sign-off sheet |
| `new_year`, `interview` | `new_year`: open next year's report; `interview`: the questions that complete it |
| `compare`, `convert` | `compare`: two reports side by side; `converted`: a report as TOML or JSON |
| `folders` | `reports_in`, `last_years`: find reports in folders |
| `batch` | `over_files`: run any of these on many files |
| `levels` | the supervising office: the reports of many bodies |

Requests and results are immutable values. A result has its messages as values too: `remarks` on the files read,
`notices` on the file made. Whatever the user can mend is raised as NdbgError, whose Chinese message says what is
wrong and what to do.

Check a report, of any format that can be read, together with last year's:

>>> from pathlib import Path
>>> from ndbg.app.check import check_file
>>> checked = check_file(Path("suqian-2024.toml"), previous=Path("suqian-2023.toml"))
>>> checked.result.passes
True
>>> [(finding.code, finding.reason) for finding in checked.result.findings][0]
('Y506', '已与登记台账核对，数据无误。')

Fill the Word form with a data file, and save the report beside it:

>>> from ndbg.app.fill import fill
>>> from ndbg.app.output import save
>>> filled = fill(Path("suqian-2024.toml"))
>>> save(filled.file).name if filled.file else "没有生成"
'宿迁市2024年政府信息公开工作年度报告.docx'

Open the new year from last year's report, of any format that can be read:

>>> from ndbg.app.new_year import NewYearRequest, new_year
>>> opened = new_year(Path("2025.toml"), NewYearRequest(last=Path("suqian-2024.toml")))
>>> opened.opening.report.year
2025
>>> save(opened.file).name
'2025.toml'
"""
