"""The supervising office: collect, compare, add up and return the reports of many bodies.

All of it works on values and on a store of plain files. The commands `collect`, `merge`, `alike`,
`return` and `stats` are thin shells over these modules:

- `roster`, `roster_file`: which bodies report, to whom and by when; `matching`: which of them a file is of
- `store`, `tables`: the folder of a year; `work`: reading and checking one file; `collect`: many files
- `survey`, `entries`: who has reported and how; `drafts`: what the names of files tell of that; `ledger`
- `below`: a government and those directly below it; `merge`: sums with their sources
- `alike`: what was copied, of which `passages` and `names_left` are parts; `returns`: what is sent back; `stats`

Reading and checking are functions over files that run on any `concurrent.futures.Executor`. One computer
reads and checks some 100 to 150 Word files a second on two cores, so that a city (300) takes seconds and a
province (10 000) a minute or two. The nation (200 000) takes about half an hour on two cores; with
`--cluster` n workers divide that by n as long as the one that hands out files keeps up: it copies, hashes
and writes, some 2 ms a file, and is the limit from about eight workers on (200 000 in seven minutes).
Once read, a nation's year is 200 000 lines of 200 figures, some 130 MB as csv.
"""
