"""Long lists, and clients that send or read slowly or not at all."""

import select
import socket
import time

from client import INTERACTIONS, Failure, interaction, request
from harness import Row, attack
from server import MIB

# The options for short timeouts, and the seconds after which the server must have acted by them.
IMPATIENT, WAIT = ["--timeout", "2"], 8


def fill(connection, count):
    """Creates resources of 4 MB and returns their identifiers."""
    document = interaction(reason="a" * 4_000_000)
    return {connection.create(document) for _ in range(count)}


def following(connection):
    """Returns the identifiers on all pages of a list."""
    identifiers, target = [], INTERACTIONS
    while target and len(identifiers) < 10_000:
        answer = connection.ask("GET", target, expect=[200, 206])
        identifiers += [resource["id"] for resource in answer.json]
        links = [link.partition(">") for link in answer["link"].split(",") if 'rel="next"' in link]
        target = links[0][0].strip(" <") if links else None
    return identifiers


@attack
def listing_large_resources_takes_memory_for_a_page(run):
    count = run.pick(24, 80)
    with run.server() as server, server.connect() as connection:
        identifiers = fill(connection, count)
        server.idle()
        before = server.memory()
        # Creating the resources may have taken more.
        most = max(before + 64 * MIB, server.peak())
        target = f"{most // MIB} MB"
        for method in ("HEAD", "GET"):
            status = connection.ask(method, INTERACTIONS).status
            held = server.peak() <= most and status == 200
            yield Row(f"{method}, {count} x 4 MB", target, held, None, server.peak(), str(status))
        found = following(connection)
        held = sorted(found) == sorted(identifiers) and server.peak() <= most
        yield Row("every page", f"{target}, each resource once", held, None, server.peak(), f"{len(found)} of {count}")


@attack
def clients_that_do_not_read_hold_one_page_each(run):
    count, clients = run.pick((12, 8), (25, 32))
    with run.server() as server, server.connect() as connection:
        fill(connection, count)
        server.idle()
        most = max(server.memory() + clients * 12 * MIB, server.peak())
        asking = [server.connect(receive_buffer=4_096) for _ in range(clients)]
        for client in asking: client.send(request("GET", INTERACTIONS))
        server.idle()
        time.sleep(1)
        status = connection.ask("GET", INTERACTIONS + "?limit=0").status
        for client in asking: client.socket.close()
        held = server.peak() <= most and status in (200, 206)
        yield Row(f"{clients} clients, {count} x 4 MB", f"{most // MIB} MB", held, None, server.peak(), str(status))


@attack
def a_client_that_takes_nothing_of_its_answer_is_dropped(run):
    with run.server(*IMPATIENT) as server, server.connect() as connection:
        fill(connection, 12)
        with server.connect(receive_buffer=4_096) as client:
            client.send(request("GET", INTERACTIONS))
            start = time.monotonic()
            time.sleep(WAIT)
            # What was sent before still arrives.
            length, told = 0, "more"
            while time.monotonic() < start + WAIT + 5:
                part = b""
                if select.select([client.socket], [], [], 1)[0]:
                    try:
                        part = client.socket.recv(1 << 18)
                    except ConnectionError:
                        pass
                    if not part:
                        told = "closed"
                        break
                length += len(part)
        held = told == "closed" and length < 7 * MIB
        yield Row(f"{WAIT} s", "closed before the end", held, told=f"{told}, {length / 1e6:.1f} MB")


@attack
def a_client_that_reads_slowly_is_served(run):
    with run.server(*IMPATIENT) as server, server.connect() as connection:
        fill(connection, 10)
        with server.connect(receive_buffer=65_536) as client:
            client.send(request("GET", INTERACTIONS))
            start, length, whole = time.monotonic(), 0, None
            head = b""
            try:
                while whole is None or length < whole:
                    part = client.socket.recv(65_536)
                    if not part: break
                    length += len(part)
                    if whole is None:
                        head += part
                        text, found, _ = head.partition(b"\r\n\r\n")
                        if not found: continue
                        fields = dict(line.lower().split(b": ", 1) for line in text.split(b"\r\n")[1:])
                        whole = len(text) + 4 + int(fields[b"content-length"])
                    # Spread the answer over the time.
                    ahead = WAIT * length / whole - (time.monotonic() - start)
                    if ahead > 0: time.sleep(ahead)
            except OSError:
                pass
        size = f"{(whole or 0) / 1e6:.0f} MB in {WAIT} s"
        yield Row(size, "all of it", length == whole, told=f"{length / 1e6:.1f} MB")


@attack
def unfinished_bodies_stay_within_their_common_limit(run):
    count = 300
    body = b'{"reason":"' + b"a" * ((4 << 20) - 12)
    text = request("POST", INTERACTIONS, body, Content_Length=len(body) + 1)
    with run.server() as server:
        most = server.base + (256 + 96) * MIB
        sockets, statuses = [], []
        try:
            for _ in range(count):
                if server.memory() > 2 * most: break
                client = socket.socket()
                sockets.append(client)
                client.settimeout(0.2)
                # Connections that the server does not accept fill the buffers of the system.
                try:
                    client.connect(("127.0.0.1", server.port))
                    client.sendall(text)
                except OSError:
                    pass
            server.idle()
            for client in sockets:
                try:
                    client.settimeout(0)
                    statuses.append(client.recv(64).split(b" ")[1].decode())
                except (OSError, IndexError):
                    pass
            peak = server.peak()
        finally:
            for client in sockets: client.close()
        server.idle()
        with server.connect() as connection: status = connection.ask("GET", INTERACTIONS).status
        told = ", ".join(f"{statuses.count(each)} x {each}" for each in sorted(set(statuses))) or "waits"
        held = peak <= most and status == 200 and set(statuses) <= {"408", "503"}
        yield Row(f"{len(sockets)} x 4 MiB", f"{most // MIB} MB, 408 503", held, server.cpu(), peak, told)


@attack
def a_dripping_body_ends_by_its_deadline(run):
    with run.server(*IMPATIENT) as server, server.connect() as client:
        body = interaction(reason="a" * 1_000)
        text = request("POST", INTERACTIONS, body)
        client.send(text[:-len(body)])
        start, told = time.monotonic(), "it goes on"
        for place in range(len(body)):
            if time.monotonic() > start + 2 * WAIT: break
            try:
                client.send(body[place:place + 1])
                if select.select([client.socket], [], [], WAIT / 40)[0]:
                    told = client.answer().told
                    break
            except (Failure, ConnectionError):
                told = "closed"
                break
        spent = time.monotonic() - start
        held = told in ("408", "closed") and spent <= WAIT
        target = f"408 or closed within {WAIT} s"
        yield Row(f"a byte in {WAIT / 40:.1f} s", target, held, told=f"{told} after {spent:.0f} s")
