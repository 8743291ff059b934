"""Run other programs, and readers of hostile files, in processes of their own."""

# The first argument with which a frozen program runs as a worker (`work.main`).
WORK = "--ndbg-work"
