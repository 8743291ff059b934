"""Read the tables of many Word files with the bare walk of lxml: PROCESSES FILE…"""

import sys
from multiprocessing import Pool
from pathlib import Path

from tests.benchmarks.peers.grids import docx_lxml

if __name__ == "__main__":
    with Pool(int(sys.argv[1])) as pool:
        for grids in pool.imap_unordered(docx_lxml, map(Path, sys.argv[2:])):
            if len(grids) != 3:
                sys.exit("not the three tables of a report")
