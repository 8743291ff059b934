"""Where the frozen program begins: as a worker, as one of several processes, or as `ndbg`."""

import locale
import os
import sys
from multiprocessing import freeze_support
from runpy import run_module


def take_utf_8() -> None:
    """Take C.UTF-8 where the system does not have the locale that is set, as Python does but for frozen programs (PEP 538).

    The editing of lines takes the bytes of Chinese characters for keys otherwise.
    """
    if sys.platform == "linux" and locale.setlocale(locale.LC_CTYPE) == "C" and not os.environ.get("LC_ALL"):
        try:
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        except locale.Error:
            return
        os.environ["LC_CTYPE"] = "C.UTF-8"


if __name__ == "__main__":
    freeze_support()  # ends here where it is one of several processes
    take_utf_8()
    run_module("ndbg", run_name="__main__", alter_sys=False)
