"""Executors for the work on files: in this process, in others of this computer, on a Dask cluster.

All are `concurrent.futures.Executor`s, so that what uses them is the same.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from ndbg.errors import NdbgError, missing

T = TypeVar("T")
R = TypeVar("R")
_HANDFUL = 4  # items submitted at once, so that submitting costs little beside the work
_AHEAD = 3  # handfuls queued for each worker: none is idle, and memory does not grow


class Here(Executor):
    """An executor that runs each call at once, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        """The finished future of a call."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  a future carries whatever its call raises
            future.set_exception(error)
        return future


def _read_there(path: str) -> bytes:
    """The bytes of a file as a worker reads them; empty where the worker does not see it."""
    with suppress(OSError):
        return Path(path).read_bytes()
    return b""


class Place:
    """An executor with `workers` workers that can be renewed when its processes have broken.

    `ask` calls a function of a path on every worker; None where all workers are on this computer.
    """

    def __init__(
        self,
        make: Callable[[], Executor],
        workers: int,
        *,
        ask: "Callable[[Callable[[str], bytes], str], Iterable[bytes]] | None" = None,
    ) -> None:
        self._make = make
        self.workers = workers
        self._ask = ask
        self.executor = make()

    def sees(self, folder: Path) -> bool:
        """Whether every worker sees this folder under the same path, so that files need not be sent."""
        if self._ask is None:
            return True
        mark = folder / f".{os.urandom(6).hex()}.ndbg"
        secret = os.urandom(16)
        try:
            mark.write_bytes(secret)
            return all(read == secret for read in self._ask(_read_there, f"{mark.absolute()}"))
        except OSError:
            return False
        finally:
            mark.unlink(missing_ok=True)

    def renew(self) -> None:
        """Replace an executor that has broken."""
        self.executor.shutdown(cancel_futures=True)
        self.executor = self._make()


@contextmanager
def place(jobs: int, cluster: str = "") -> Iterator[Place]:
    """The executor on a cluster at an address or, without one, of a number of local processes."""
    if cluster:
        yield from _on_cluster(cluster)
        return
    made = Place(Here, 1) if jobs == 1 else Place(partial(_processes, jobs), jobs)
    try:
        yield made
    finally:
        made.executor.shutdown(wait=True, cancel_futures=True)


def _processes(jobs: int) -> Executor:
    from ndbg.app.processes import Processes

    return Processes(jobs)


def _on_cluster(address: str) -> Iterator[Place]:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise missing("在几台电脑上一起处理", "cluster") from None
    try:
        client: Any = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError):
        raise NdbgError(
            f"连不上“{address}”；请先在一台电脑上运行 dask scheduler，在各台电脑上运行 dask worker {address}"
        ) from None
    try:
        workers = sum(client.nthreads().values())
        if not workers:
            raise NdbgError(f"“{address}”上还没有处理文件的电脑；请在各台电脑上运行 dask worker {address}")
        yield Place(
            lambda: client.get_executor(pure=False, retries=2),
            workers,
            ask=lambda read, path: client.run(read, path).values(),
        )
    finally:
        client.close()


def each(
    place: Place,
    work: Callable[[T], R],
    items: Iterable[T],
    lost: Callable[[T], R],
    again_as: Callable[[T], T] = lambda item: item,
    *,
    before: Callable[[Sequence[T]], None] | None = None,
    ended: type[Exception] = Exception,
) -> Iterator[R]:
    """The outcomes of `work` on some items, in the order of completion.

    Items are drawn from the iterable as workers become free, and go to them in handfuls, with which `before` is called
    first. Where a worker dies, its items are repeated one by one, as `again_as` converts them; an item that kills a
    worker again gives `lost(item)`. `ended` is what is raised where a worker dies; `work` itself raises none of it.
    """
    waiting = iter(items)
    in_turn = partial(_in_turn, work, before)
    flying: dict[Future[list[R]], list[T]] = {}
    again: list[T] = []
    while True:
        room = place.workers * _AHEAD
        while not again and len(flying) < room and (handful := list(islice(waiting, _HANDFUL))):
            try:
                flying[place.executor.submit(in_turn, handful)] = handful
            except ended:  # an executor that has broken takes nothing any more
                again += handful
        if flying:
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in done:
                handful = flying.pop(future)
                try:
                    yield from future.result()
                except ended:
                    again += handful
        elif again:
            place.renew()
            for item in map(again_as, again):
                try:
                    yield from place.executor.submit(in_turn, [item]).result()
                except ended:
                    place.renew()
                    yield lost(item)
            again.clear()
        else:
            return


def _in_turn(
    work: Callable[[T], R], before: Callable[[Sequence[T]], None] | None, items: Sequence[T]
) -> list[R]:
    if before:
        before(items)
    return [work(item) for item in items]
