"""A process of the example server, and its costs."""

import os
import select
import signal
import subprocess
import tempfile
import time

from client import Connection, Failure

MIB = 1 << 20
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A server on a free port, which ends with its block."""

    def __init__(self, program, *options, patience=20):
        self.patience = patience
        self.log = tempfile.TemporaryFile()
        # As Embedding.md says; else the number of heaps decides how much freed memory the process keeps.
        environment = os.environ | {"MALLOC_ARENA_MAX": "1"}
        self.process = subprocess.Popen(
            [program, "--port", "0", *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log,
            env=environment)
        self.pid = self.process.pid
        self.is_ended = False
        try:
            self.port = self._port()
        except BaseException:
            self.kill()
            raise
        # The first request sets up what every later one uses.
        with self.connect() as connection: connection.ask("GET", "/")
        self.base = self.memory()

    def _port(self):
        text = b""
        deadline = time.monotonic() + 60
        while b"\n" not in text:
            if not select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
                raise Failure("the server does not listen")
            part = os.read(self.process.stdout.fileno(), 4096)
            if not part: raise Failure("the server ended before it listened: " + self.last_words())
            text += part
        return int(text.split(b"\n")[0].rsplit(b":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        ended = None if self.is_ended else self.process.poll()
        self.kill()
        if ended is not None and kind is not SystemExit:
            raise Failure(f"the server ended with {ended}: {self.last_words()}")

    def connect(self, **options):
        return Connection(self.port, **{"patience": self.patience, **options})

    def kill(self):
        """Ends the process at once."""
        self.is_ended = True
        if self.process.poll() is None: self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        """Asks the process to end and waits for it."""
        self.is_ended = True
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(60)
        except subprocess.TimeoutExpired:
            raise Failure("the server does not stop") from None
        if status: raise Failure(f"the server ended with {status}: {self.last_words()}")

    def last_words(self):
        self.log.seek(0, os.SEEK_END)
        self.log.seek(max(0, self.log.tell() - 300))
        return self.log.read().decode(errors="replace").strip().rpartition("\n")[2]

    def cpu(self):
        """The CPU seconds that the process has used."""
        with open(f"/proc/{self.pid}/stat") as file: fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def idle(self, within=10):
        """Waits until the process is idle, some seconds at most."""
        deadline = time.monotonic() + within
        before, now = -1, self.cpu()
        while before != now and time.monotonic() < deadline:
            time.sleep(0.1)
            before, now = now, self.cpu()

    def cost(self, action):
        """Returns the CPU seconds of an action and its result, which is `None` if no answer comes."""
        before = self.cpu()
        try:
            result = action()
        except TimeoutError:
            result = None
        self.idle(within=2)
        return self.cpu() - before, result

    def memory(self):
        """The resident memory in bytes."""
        return self._status("VmRSS")

    def peak(self):
        """The highest resident memory so far, in bytes."""
        return self._status("VmHWM")

    def _status(self, name):
        with open(f"/proc/{self.pid}/status") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(name + ":"))
