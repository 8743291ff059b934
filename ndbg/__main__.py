"""`python -m ndbg`."""

from ndbg.cli import main

main()
