"""Programs that run in a process of their own."""

# The first argument of a frozen program that is to be a worker (`work.main`) and nothing else.
WORK = "--ndbg-work"
