"""LibreOffice's main thread, which draws the windows: what has to be done there, or after it.

LibreOffice does what another process asks for in a thread beside the main one, and a lock (its
SolarMutex) keeps the two apart. A few calls forget to take that lock: `importSheet`, and those
that change the Basic modules of a workbook, while the Basic editor shows one. Then two threads
change the same windows at once, and LibreOffice crashes, there or some calls later, in the next
test. What the main thread does itself holds the lock.
"""

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, Generic, TypeVar

from tests.live.calc.bridge import uno

T = TypeVar("T")

_LOOK_AFTER_SECONDS = 5


class MainThread:
    """The main thread of one running LibreOffice."""

    def __init__(self, context: Any) -> None:
        create = context.ServiceManager.createInstanceWithContext
        self._context = context
        self._queue = create("com.sun.star.awt.AsyncCallback", context)
        self._toolkit = create("com.sun.star.awt.Toolkit", context)

    def run(self, do: Callable[[], T]) -> T:
        """Have the UNO calls in `do` done by the main thread; its result, or what it raised."""
        result: Future[T] = Future()
        self._queue.addCallback(_Task(do, result), None)
        while wait((result,), _LOOK_AFTER_SECONDS).not_done:
            self._context.getServiceManager()  # raises when LibreOffice is gone, else waits on
        return result.result()

    def settle(self) -> None:
        """Wait until it has nothing more to do.

        A window that is opened, closed or activated gets the focus later, from the main thread:
        until then another workbook may be the active one.
        """
        self._toolkit.processEventsToIdle()


class _Task(Generic[T]):
    """A com.sun.star.awt.XCallback, which is called back from LibreOffice's main thread."""

    def __init__(self, do: Callable[[], T], result: Future[T]) -> None:
        self._do = do
        self._result = result

    def notify(self, _data: object) -> None:
        try:
            self._result.set_result(self._do())
        except BaseException as error:  # noqa: BLE001 -- raised where the result is waited for
            self._result.set_exception(error)

    # by these two, UNO sees that it is an object of its own

    def getTypes(self) -> tuple[Any, ...]:  # noqa: N802 -- UNO's name, as the next
        return (uno().getTypeByName("com.sun.star.awt.XCallback"),)

    def getImplementationId(self) -> Any:  # noqa: N802
        return uno().ByteSequence(b"")
