"""Where the frozen program for Windows begins: as a worker, as one of several processes, or as `ndbg`."""

from multiprocessing import freeze_support
from runpy import run_module

if __name__ == "__main__":
    freeze_support()  # ends here where it is one of several processes
    run_module("ndbg", run_name="__main__", alter_sys=False)
