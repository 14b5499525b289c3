"""Stores that lose their lock file or directory, restart often, or are damaged."""

import glob
import os
import shutil

from client import INTERACTIONS, Failure, interaction
from harness import Row, attack
from server import MIB


def write(server, count):
    """Creates resources and returns the acknowledged identifiers and the statuses."""
    acknowledged, statuses = [], set()
    with server.connect() as connection:
        for _ in range(count):
            answer = connection.ask("POST", INTERACTIONS, interaction())
            statuses.add(answer.status)
            if answer.status == 201: acknowledged.append(answer.json["id"])
    return acknowledged, statuses


def missing(server, identifiers):
    """Returns how many of the resources are missing."""
    with server.connect() as connection:
        return sum(connection.ask("GET", f"{INTERACTIONS}/{each}").status != 200 for each in identifiers)


def both_write(run, directory, first, size):
    """Starts a second server, if that is possible, writes with both, and looks for all acknowledged resources."""
    acknowledged, statuses = [], set()

    def take(server):
        identifiers, found = write(server, 20)
        acknowledged.extend(identifiers)
        statuses.update(found)

    take(first)
    try:
        with run.server("--store", directory) as second:
            for _ in range(3):
                take(first)
                take(second)
            second.kill()
        told = "two servers"
    except Failure as failure:
        if "before it listened" not in str(failure): raise
        take(first)
        told = "one server"
    first.kill()
    with run.server("--store", directory) as again: lost = missing(again, acknowledged)
    told = f"{told}, {' '.join(map(str, sorted(statuses)))}, {lost} lost"
    held = acknowledged and lost == 0 and statuses <= {201, 503}
    return Row(size or f"{len(acknowledged)} acknowledged", "none lost, 201 503", bool(held), told=told)


@attack
def a_second_server_loses_nothing_after_the_lock_file_is_removed(run):
    for removed in ("before the first write", "between writes"):
        with run.directory() as directory, run.server("--store", directory) as first:
            if removed == "between writes": write(first, 10)
            os.remove(directory + "/lock")
            yield both_write(run, directory, first, removed)


@attack
def a_second_server_loses_nothing_after_the_directory_is_recreated(run):
    with run.directory() as directory, run.server("--store", directory) as first:
        write(first, 10)
        shutil.rmtree(directory)
        os.mkdir(directory)
        yield both_write(run, directory, first, "")


@attack
def a_recreated_directory_gets_all_resources_again(run):
    with run.directory() as directory:
        with run.server("--store", directory) as server:
            before, _ = write(server, 10)
            shutil.rmtree(directory)
            os.mkdir(directory)
            after, statuses = write(server, 10)
            server.kill()
        with run.server("--store", directory) as again: lost = missing(again, before + after)
        # The first write, which finds the directory empty, may be refused.
        held = lost == 0 and statuses <= {201, 503} and len(after) >= 9
        yield Row("20 resources", "none lost, 201", held, told=f"{len(after)} of 10 written, {lost} lost")


def size_of(directory):
    """Returns the bytes of the files in a directory, in which files may come and go."""
    with os.scandir(directory) as entries: paths = [entry.path for entry in entries]
    size = 0
    for path in paths:
        try:
            size += os.path.getsize(path)
        except FileNotFoundError:
            pass
    return size


@attack
def a_server_that_restarts_often_still_writes_snapshots(run):
    rounds, commits, length = run.pick((6, 300, 40_000), (10, 4_000, 5_000))
    with run.directory() as directory:
        reason, targets, opening = "a" * length, [], 0
        for number in range(rounds):
            with run.server("--store", directory) as server, server.connect() as connection:
                opening = server.cpu()
                while len(targets) < 10: targets.append(f"{INTERACTIONS}/{connection.create(interaction())}")
                for commit in range(commits):
                    patch = b'{"reason":"%d %s"}' % (number * commits + commit, reason.encode())
                    connection.ask("PATCH", targets[commit % 10], patch, expect=[200])
                server.stop()
        snapshots = len(glob.glob(directory + "/snapshot-*"))
        told = f"{snapshots} snapshots, {size_of(directory) / 1e6:.0f} MB"
        yield Row(f"{rounds} x {commits} commits", "a snapshot", snapshots > 0, opening, told=told)


@attack
def old_versions_of_a_large_resource_do_not_fill_the_disk(run):
    # The journal may keep a gigabyte for the feed of changes, which the short form does not reach.
    if run.is_short: return
    with run.directory() as directory, run.server("--store", directory) as server, server.connect() as connection:
        document = interaction('"text":"%s"' % ("a" * 4_000_000))
        target = f"{INTERACTIONS}/{connection.create(document)}"
        most, done = 1024 * MIB + 256 * MIB, 0
        while done < 400 and size_of(directory) < 1.5 * most:
            connection.ask("PATCH", target, b'{"reason":"%d"}' % done, expect=[200])
            done += 1
        server.idle()
        size = size_of(directory)
        target = f"{most // MIB} MB on disk"
        yield Row(f"{done} patches", target, size <= most, server.cpu(), server.peak(), f"{size // MIB} MB")


def record(file):
    """Reads the length and checksum of a record, and returns the length of the rest."""
    return int(file.read(18).split()[0], 16)


@attack
def a_journal_cut_after_an_orderly_stop_is_refused(run):
    for place in ("at a record", "in a record"):
        with run.directory() as directory:
            with run.server("--store", directory) as server:
                written, _ = write(server, 30)
                server.stop()
            path = max(glob.glob(directory + "/journal-*"), key=os.path.getsize)
            with open(path, "rb") as file:
                for _ in range(10): file.seek(record(file), os.SEEK_CUR)
                end = file.tell()
            os.truncate(path, end + (30 if place == "in a record" else 0))
            try:
                with run.server("--store", directory) as again: lost = missing(again, written)
                told, held = f"opened, {lost} lost", False
            except Failure as failure:
                held = "the store is damaged" in str(failure)
                told = "the store is damaged" if held else str(failure)
            yield Row(place, "refused", held, told=told)
