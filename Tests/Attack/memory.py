"""Memory for what was changed, deleted, created twice or paged through."""

import itertools

from client import INTERACTIONS, interaction, listing
from harness import Row, attack
from server import MIB

# The memory for the last commits.
HISTORY = 64 * MIB
# The memory of a server without resources.
BASE = 60 * MIB
# Memory that was freed but not returned to the system, and buffers.
SLACK = 32 * MIB
# What a file store takes while it writes commits and snapshots.
WRITING = 48 * MIB
LARGE = 4_000_000


def text(length):
    return '"text":"%s"' % ("a" * length)


def kept(server, size, stored, count, change, writing=0):
    """Repeats a change, which must leave no more than what is stored and a history of limited size."""
    most = max(BASE, server.base) + 2 * stored + HISTORY + SLACK + writing
    done, before = 0, server.cpu()
    while done < count:
        change()
        done += 1
        # There is no need to fill the memory of this system.
        if done % 8 == 0 and server.memory() > 1.5 * most: break
    server.idle()
    memory = server.memory()
    told = "" if done == count else f"given up after {done}"
    held = memory <= most and done == count
    return Row(size, f"{most // MIB} MB", held, server.cpu() - before, memory, told)


@attack
def small_patches_of_a_large_resource_keep_a_bounded_history(run):
    shapes = [
        ("in memory", run.pick(200, 2_000), lambda _: [], 0),
        ("in files", run.pick(40, 200), lambda directory: ["--store", directory], WRITING),
    ]
    for place, count, options, writing in shapes:
        with run.directory() as directory:
            with run.server(*options(directory)) as server, server.connect() as connection:
                target = f"{INTERACTIONS}/{connection.create(interaction(text(LARGE)))}"

                turn = itertools.count()

                def patch():
                    connection.ask("PATCH", target, b'{"reason":"%d"}' % next(turn), expect=[200])

                yield kept(server, f"{count} {place}", LARGE, count, patch, writing)
                connection.ask("DELETE", target, expect=[204])
                server.stop()
            if place == "in memory": continue
            with run.server(*options(directory)) as server:
                most = BASE + HISTORY + SLACK
                target = f"{most // MIB} MB"
                yield Row("opened after DELETE", target, server.peak() <= most, server.cpu(), server.peak())


@attack
def many_patches_of_small_resources_keep_a_bounded_history(run):
    with run.server() as server, server.connect() as connection:
        targets = [f"{INTERACTIONS}/{connection.create(interaction(text(20_000)))}" for _ in range(20)]
        turn = itertools.count()

        def patch():
            number = next(turn)
            connection.ask("PATCH", targets[number % 20], b'{"reason":"%06d"}' % number, expect=[200])

        count = run.pick(12_000, 40_000)
        yield kept(server, f"{count} of 20 x 20 KB", 20 * 20_000, count, patch)


@attack
def created_and_deleted_resources_keep_a_bounded_history(run):
    count = run.pick(60, 400)
    with run.server() as server, server.connect() as connection:
        document = interaction(text(LARGE))

        def pair():
            connection.ask("DELETE", f"{INTERACTIONS}/{connection.create(document)}", expect=[204])

        yield kept(server, f"{count} x 4 MB", LARGE, count, pair)


@attack
def idempotency_keys_keep_no_bodies(run):
    large = interaction('"text":"%s"' % (r"\u0001" * (LARGE // 6)))
    shapes = [("4 MB", large, run.pick(40, 200), LARGE), ("small", interaction(), run.pick(4_000, 40_000), 0)]
    for name, document, count, stored in shapes:
        with run.server() as server, server.connect() as connection:
            turn = itertools.count()

            def create():
                key = f"key-{next(turn)}"
                answer = connection.ask("POST", INTERACTIONS, document, expect=[201], Idempotency_Key=key)
                connection.ask("DELETE", f"{INTERACTIONS}/{answer.json['id']}", expect=[204])

            yield kept(server, f"{count} x {name}", stored, count, create)


@attack
def cursors_keep_a_bounded_number_of_old_versions(run):
    count = run.pick(60, 300)
    with run.server() as server, server.connect() as connection:
        target = f"{INTERACTIONS}/{connection.create(interaction(text(LARGE)))}"

        turn = itertools.count()

        def change():
            connection.ask("PATCH", target, b'{"reason":"%d"}' % next(turn), expect=[200])
            connection.ask("GET", listing("limit=0", "cursor="), expect=[200, 206])

        yield kept(server, f"{count} x 4 MB", LARGE, count, change)


@attack
def an_expired_cursor_is_gone_and_not_wrong(run):
    with run.server() as server, server.connect() as connection:
        for _ in range(10): connection.create(interaction())
        first = connection.ask("GET", listing("limit=2", "cursor="), expect=[206])
        link = next(link for link in first["link"].split(",") if 'rel="next"' in link)
        target = link.partition(">")[0].strip(" <")
        for count, status in ((90, 206), (2_000, 410)):
            for _ in range(count): connection.ask("GET", listing("limit=0", "cursor="), expect=[200, 206])
            told = connection.ask("GET", target).told
            yield Row(f"{count} further cursors", str(status), told == str(status), None, server.memory(), told)
