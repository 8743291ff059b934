"""The supervising office: collect, compare, sum and return the reports of many bodies.

Each step is a package that imports only those above it:

| package | what it holds |
|---|---|
| `roster` | the bodies that report, to whom and by when (名册); the body that a file belongs to |
| `store` | the folder of a year: every file as received, and csv tables of what was read |
| `status` | for each body: whether it has reported, when, in which version, with how many errors (台账) |
| `intake` | `ndbg collect`: find the files, read and check each, write that to the store |
| `sums` | `ndbg merge`, `check --below`, `stats`: a government and those directly below it |
| `copies` | `ndbg alike`: similar sections, shared passages, names left in, equal figures |
| `returns` | `ndbg return`: what goes back to each body, and the notice |

`status.survey.survey(store)` is where everything that reads a store begins: it gives a `Survey`, with an `Entry`
for each body of the roster. A survey holds ids, counts and paths, some 1.7 KB a body. Figures, texts and findings
stay in the store and are read from it version by version.

The rules H701 to H715 are in `ndbg.check.levels`; their facts are `Levels`, made by `sums.below` and
`copies.comparison`.

Reading and checking are functions of files that run on any `concurrent.futures.Executor` (`app.executors`). Two cores
read and check 100 to 150 Word files a second: a city (300) takes seconds, a province (10 000) a minute or two, the
nation (200 000) half an hour. With `--cluster`, n workers divide that by n up to about eight: then the computer
that hands out the files is the limit, since it copies, hashes and writes some 2 ms a file (200 000 in seven
minutes). The csv of a nation's year is some 130 MB.
"""
