#!/usr/bin/env python3
"""Runs the attacks and prints their costs; started by `run`."""

import argparse
import importlib
import signal
import sys
import time

from client import Failure
from harness import Row, Run
from server import MIB

SUBJECTS = ["queries", "bodies", "connections", "memory", "store"]


def line(name, size, cpu, peak, told, target, verdict):
    return f"{name:<63} {size:>26} {cpu:>6} {peak:>8}  {told:<30} {target:<30} {verdict}"


def attacks(parts):
    """Yields the attacks and their names, in the order of the files."""
    for subject in SUBJECTS:
        for function in list(vars(importlib.import_module(subject)).values()):
            if getattr(function, "is_attack", False):
                name = function.__name__.replace("_", " ")
                if not parts or any(part in name for part in parts): yield name, function


def rows(function, run):
    """Yields the rows of an attack, the last of them for the error that ended it, if there was one."""
    try:
        yield from function(run)
    except (Failure, OSError, ValueError, LookupError) as error:
        yield Row("", "", False, told=f"{type(error).__name__}: {error}")


def main():
    parser = argparse.ArgumentParser(description="Attacks the example server and measures the cost.")
    parser.add_argument("--server", required=True, help="the example server, built with optimization")
    parser.add_argument("--short", action="store_true", help="use smaller sizes")
    parser.add_argument("parts", nargs="*", help="run only the attacks with one of these in their names")
    options = parser.parse_args()

    def end(number, _):
        sys.exit(f"ended by signal {number}")

    # Leaving the blocks of the servers ends them.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM): signal.signal(number, end)
    signal.alarm(900 if options.short else 5400)

    run = Run(options.server, options.short)
    start, failed = time.monotonic(), 0
    print(line("attack", "size", "CPU s", "peak MB", "told", "target", "verdict"), flush=True)
    for name, function in attacks(options.parts):
        for row in rows(function, run):
            failed += not row.held
            cpu = "" if row.cpu is None else f"{row.cpu:.2f}"
            peak = "" if row.peak is None else f"{row.peak / MIB:.0f}"
            verdict = "held" if row.held else "BEYOND"
            print(line(name, row.size, cpu, peak, row.told, row.target, verdict), flush=True)
    print(f"{failed or 'none'} beyond the target, {time.monotonic() - start:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__": main()
