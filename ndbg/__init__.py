"""Write the yearly 政府信息公开工作年度报告: read the figures, check them, fill the Word form.

`ndbg.app` is the library, `ndbg.cli` the commands. README.md says at its end what each package is for, and which files
are touched by a new rule, reader, form or command.
"""

__version__ = "0.1.0"
