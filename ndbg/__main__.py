"""`python -m ndbg`. This file must parse with Python 3.8, so that an old one can be told of."""

import sys


def too_old(version: "tuple[int, int]") -> str:
    """What to say of a version of Python that is too old; nothing of one that will do."""
    if version >= (3, 11):
        return ""
    return "需要 Python 3.11 或更高版本，这台电脑上的是 {}.{}".format(*version)


if __name__ == "__main__":
    if too_old(sys.version_info[:2]):
        sys.stderr.write(too_old(sys.version_info[:2]) + "\n")
        sys.exit(2)
    from ndbg.process import WORK

    if sys.argv[1:2] == [WORK]:  # a frozen program that is started as a worker works and does nothing else
        from ndbg.process.work import main as work

        work(sys.argv[2:])
    else:
        from ndbg.cli import main

        main()
