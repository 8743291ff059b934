"""The library that scripts, web pages and the commands call. It prints nothing; only `save` writes files.

Each task is a function of a module: `read_report`, `read_data` and `last_report` (reading),
`check_file` (check), `settings_in` (settings), `fill`, `export`, `verify`, `annotate`, `sign_off`, `new_year`,
`interview`, `compare`, `converted` (convert), `take_back` (what was changed in Word goes into the data
file), `reports_in` and `last_years` (folders), `save` (output). `over_files` (batch) and `on_processes`
(processes) do any of them on many files. Requests and results are frozen values. A result has messages for
the user as values: `remarks` on the files read, `notices` on the file made. What a user can mend is raised
as NdbgError, whose Chinese message says what is wrong and what to do.

Check a report, of any format that can be read, together with last year's:

>>> from pathlib import Path
>>> from ndbg.app.check import check_file
>>> checked = check_file(Path("suqian-2024.toml"), previous=Path("suqian-2023.toml"))
>>> checked.result.clean
True
>>> [(finding.code, finding.explanation) for finding in checked.result.findings][0]
('Y506', '已与登记台账核对，数据无误。')

Fill the Word form with a data file, and save the report beside it:

>>> from ndbg.app.fill import fill
>>> from ndbg.app.output import save
>>> filled = fill(Path("suqian-2024.toml"))
>>> save(filled.file).name if filled.file else "有错误，没有生成"
'宿迁市2024年政府信息公开工作年度报告.docx'

Open the new year from last year's report, of any format that can be read:

>>> from ndbg.app.new_year import NewYearRequest, new_year
>>> opened = new_year(Path("2025.toml"), NewYearRequest(last=Path("suqian-2024.toml")))
>>> opened.opening.report.year
2025
>>> save(opened.file).name
'2025.toml'
"""
