"""Write the yearly 政府信息公开工作年度报告: read the figures, check them, fill the Word form."""

__version__ = "0.1.0"
