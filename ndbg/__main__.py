"""`python -m ndbg`."""

from ndbg.cli.app import main

main()
