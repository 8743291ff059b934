"""The supervising office: collect, compare, add up and return the reports of many bodies.

A report goes this way; each step is a package, and imports only those above it:

| step | what it holds |
|---|---|
| `roster` | the bodies that report, to whom and by when (名册); which of them a file is of |
| `store` | the folder of a year: every file as received, and csv tables of what was read |
| `status` | of each body: whether it has reported, when, in which version, with how many errors (台账) |
| `intake` | `ndbg collect`: find the files, read and check each, write that to the store |
| `sums` | `ndbg merge`, `check --below`, `stats`: a government and those directly below it |
| `copies` | `ndbg alike`: similar sections, shared passages, names left in, equal figures |
| `returns` | `ndbg return`: what goes back to each body, and the notice |

`status.survey.survey(store)` is the entrance for all that read a store: it gives a `Survey`, with an `Entry` for each
body of the roster. It holds ids, counts and paths; figures, texts and findings stay in the store, which gives them
by version, body by body, so that memory grows by some 1.7 KB a body and not with what the reports say.
The rules H701 to H714 are in `ndbg.check.levels`; they get their facts as `Levels`, from `sums.below` and `copies.alike`.

Reading and checking are functions over files that run on any `concurrent.futures.Executor` (`executors`). One
computer reads and checks some 100 to 150 Word files a second on two cores, so that a city (300) takes seconds and a
province (10 000) a minute or two. The nation (200 000) takes about half an hour on two cores; with
`--cluster` n workers divide that by n as long as the one that hands out files keeps up: it copies, hashes
and writes, some 2 ms a file, and is the limit from about eight workers on (200 000 in seven minutes).
Once read, a nation's year is 200 000 lines of 200 figures, some 130 MB as csv.
"""
