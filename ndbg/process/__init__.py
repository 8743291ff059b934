"""Programs that run in a process of their own."""

# The first argument that makes a frozen program a worker (`work.main`).
WORK = "--ndbg-work"
