"""`python -m ndbg`; a frozen program that is started as a worker works and does nothing else."""

import sys

from ndbg.process import WORK

if sys.argv[1:2] == [WORK]:
    from ndbg.process.work import main as work

    work(sys.argv[2:])
else:
    from ndbg.cli import main

    main()
