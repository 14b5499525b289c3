"""The parts that all attacks share."""

import contextlib
import dataclasses
import shutil
import tempfile

from server import Server

# The CPU seconds that one request may cost the server.
MOST_CPU = 0.5


def attack(function):
    """Marks a generator of rows as an attack, whose name is the rule that it tries to break."""
    function.is_attack = True
    return function


@dataclasses.dataclass
class Row:
    """The cost of an attack of one size, and whether it is within its target."""

    size: str
    target: str
    held: bool
    cpu: float = None
    peak: int = None
    told: str = ""


class Run:
    """One run of the attacks."""

    def __init__(self, program, is_short):
        self.program, self.is_short = program, is_short

    def pick(self, short, long):
        return short if self.is_short else long

    def server(self, *options):
        return Server(self.program, *options, patience=self.pick(20, 60))

    @contextlib.contextmanager
    def directory(self):
        """Provides a path for a store, and removes what is there after the block."""
        path = tempfile.mkdtemp(prefix="attack-")
        try:
            yield path + "/store"
        finally:
            shutil.rmtree(path, ignore_errors=True)
