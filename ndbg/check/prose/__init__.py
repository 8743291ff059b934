"""The prose of a report, taken apart for the rules; each step reads only what the step before it gives.

    text ──▶ tokens ──▶ run ──▶ quantities ──▶ lists, shares, rates, changes, statements ──▶ rules

| step | module | gives |
|---|---|---|
| words | `lexicon` | kinds of words, their meanings, the words: data |
| known words | `dictionary` | whether characters are a word, of the trade or of the language |
| tokens | `tokens`, which `tokenizer` cuts with `numerals` and `disambiguation` | `Token`: kind, meaning, place; `Number`: value, unit, how exactly |
| sentences | `sentences` | `Run`: a sentence without its brackets, these beside it; `Phrase`: a number with its words |
| owner, year | `office`, which asks `apart` | whether a token is said of the office that reports, and of its year; what is counted elsewhere |
| context | `scene` | what the text has been about so far; `What`: what is counted, with the `Sum`s it may be |
| sums | `figures` | `Sum`: named figures of the form, `本年新收＋上年结转` |
| counts | `quantities.quantity`, which asks the others of `quantities/`: `documents`, `decisions`, `reviews` (`causes`), `outcomes`, `applications`, `carried_over`, `applicants` | `Quantity`: a number, and what it counts if that is sure |
| paragraphs | `paragraphs` | `Paragraph`, `Sentence`: all of this, taken apart once for a report, and the way back to the file |
| parts | `quantities.wholes` | of which applications outcomes are told |
| lists | `lists/`: `listed` collects them by what introduces them: `behind` 其中, `closed` by brackets or a colon, `summed_up`, `unmarked`; `splits` adds them up, `enumerated` counts names | totals with their parts (`parts`), numbers with their names |
| percentages | `percentages/`: `portions` reads 45%, 四分之一, 1.4倍; `shares` (with `counted`: what the text has counted, by names), `rates` and `changes` bind one to what it is of, by counts or by `Sum`s; `claims` judges it | `Claim`: a share of a whole, a rate, a change against last year |
| words alone | `statements/`: `said` asks `said_of_all` (and `all_answered`), `said_of_none` and `claims`, clause by clause, and `cases` of what was counted | figures that must be 0, or must be so many |
| years | `years/`: `wrong` asks `clause_heads`, `bound`, `frames` (plans) and `papers`, which share `near`; `periods` | years and periods that are not the report's |
| slips | `slips/`: `missing` (which asks `unnumbered`), `doubled` (`characters`), `misspelt`, `sequences`, `unpaired`, `basis`, `self_names`, `elsewhere`, `departments` | missing, doubled or misspelt words, signs without their other half, repeated numbers, old documents, another body's 我局, names and affairs |

The rules themselves are `check/rules/prose.py` (X601, X602, X604, X609; counts are held by `counts.py` beside it),
`check/rules/percentages.py` (X603, Y507) and `check/rules/words.py`: they hold what is read here against the tables and say what differs.

Whatever is not understood ends a reading: a number beside an unknown word (a token of the kind `other`) counts
nothing, and no rule speaks of it. Where a rule has its number from, and why it is silent, is told by

    python -m tests.check.explain 收到政府信息公开申请12件。 requests.new.total=13
"""
