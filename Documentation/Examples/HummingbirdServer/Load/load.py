#!/usr/bin/env python3
"""Drives a server of TMF683 over HTTP/1.1 connections that stay open, and checks every answer.

    load.py load URL [--requests N] [--connections N]
        Creates, reads, lists and patches; counts at the end. Prints requests a second.
    load.py framing URL
        Asks on one connection what could leave bytes behind: HEAD, errors amid a body, several requests at once.
    load.py patience URL
        Reads slowly, stops to read, and sends bodies slowly. Expects a server with --timeout 2.
    load.py crowd URL
        Opens more connections than are allowed. Expects a server with --connections 4.
    load.py stop URL --pid PID --file FILE [--connections N]
        Creates until the server has been told by SIGTERM to stop. Writes what it acknowledged to FILE.
    load.py verify URL --file FILE
        Checks that everything in FILE is there.

Exits with 1 and a message at the first wrong answer. Needs Python 3.9 and its standard library.
"""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import time
from urllib.parse import urlsplit

PATH = "/tmf-api/partyInteraction/v4/partyInteraction"
# Of ten requests three create, four read, two patch and one lists.
CYCLE = ["create", "read", "patch", "create", "read", "list", "create", "read", "patch", "read"]


class Failure(Exception):
    """An answer that is not the right one."""


class Connection:
    """One connection, on which requests go one after the other."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        return self

    async def close(self):
        self.writer.close()
        try:
            await self.writer.wait_closed()
        except OSError:
            pass

    def text(self, method, target, document=None):
        body = b"" if document is None else json.dumps(document).encode()
        head = f"{method} {target} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
        if document is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return head.encode() + b"\r\n" + body

    async def answer(self, has_body=True):
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = await self.reader.readexactly(int(headers.get("content-length", 0)) if has_body else 0)
        return int(head[0].split(" ")[1]), headers, body

    async def request(self, method, target, document=None, expect=(200,)):
        self.writer.write(self.text(method, target, document))
        status, headers, body = await self.answer()
        if status not in expect:
            raise Failure(f"{method} {target}: {status} instead of {expect}: {body[:300]!r}")
        return headers, json.loads(body)

    async def count(self, query=""):
        headers, _ = await self.request("GET", f"{PATH}?{query}limit=1", expect=(200, 206))
        return int(headers["x-total-count"])


def check(condition, message):
    if not condition:
        raise Failure(message)


def interaction(channel, reason):
    return {"direction": "inbound", "reason": reason, "channel": [{"id": channel}],
            "relatedParty": [{"id": "42", "role": "customer", "@referredType": "Customer"}]}


class Client:
    """What one connection of the load does, and what it knows of its resources."""

    def __init__(self, connection, name):
        self.connection, self.name = connection, name
        self.reasons, self.last = {}, None

    async def step(self, number):
        await getattr(self, CYCLE[number % len(CYCLE)])(number)

    async def create(self, number):
        reason = f"{self.name} {number}"
        headers, made = await self.connection.request("POST", PATH, interaction(self.name, reason), (201,))
        check(headers["location"].endswith(made["id"]), f"Location {headers['location']} of {made['id']}")
        self.last = made["id"]
        self.reasons[self.last] = reason

    async def read(self, number):
        _, found = await self.connection.request("GET", f"{PATH}/{self.last}")
        check(found["reason"] == self.reasons[self.last], f"{self.last} has reason {found['reason']!r}")

    async def patch(self, number):
        reason = f"{self.name} changed by {number}"
        _, changed = await self.connection.request("PATCH", f"{PATH}/{self.last}", {"reason": reason})
        check(changed["reason"] == reason, f"{self.last} was not changed")
        self.reasons[self.last] = reason

    async def list(self, number):
        target = f"{PATH}?channel.id={self.name}&direction=inbound&fields=reason&limit=5"
        headers, page = await self.connection.request("GET", target, expect=(200, 206))
        total = int(headers["x-total-count"])
        check(total == len(self.reasons), f"{self.name} created {len(self.reasons)} and finds {total}")
        check(all(entry["reason"] == self.reasons[entry["id"]] for entry in page), f"{self.name} lists old reasons")


async def load(options):
    connections = [await Connection(options.url).open() for _ in range(options.connections)]
    before = await connections[0].count()
    # A name of its own for every run, since a store may remember earlier ones.
    clients = [Client(connection, f"load-{os.getpid()}-{place}") for place, connection in enumerate(connections)]
    shares = [len(range(place, options.requests, len(clients))) for place in range(len(clients))]

    async def work(client, share):
        for number in range(share):
            await client.step(number)

    start = time.monotonic()
    await asyncio.gather(*(work(client, share) for client, share in zip(clients, shares)))
    seconds = time.monotonic() - start

    created = sum(len(client.reasons) for client in clients)
    total = await connections[0].count()
    check(total == before + created, f"{before} before, {created} created, but {total} in all")
    for client in clients:
        found = await client.connection.count(f"channel.id={client.name}&")
        check(found == len(client.reasons), f"{client.name} created {len(client.reasons)} and finds {found}")
    print(f"{options.requests} requests on {len(clients)} connections, {created} created, {total} in all: "
          f"{options.requests / seconds:.0f} requests/s")
    for connection in connections:
        await connection.close()


async def framing(options):
    connection = await Connection(options.url).open()
    writer = connection.writer
    before = await connection.count()
    _, made = await connection.request("POST", PATH, interaction("framing", "HEAD"), (201,))
    before += 1

    for target in (PATH, f"{PATH}?limit=1", f"{PATH}/{made['id']}", f"{PATH}/nothing", f"{PATH}?limit=x", "/nothing"):
        writer.write(connection.text("GET", target))
        status, headers, body = await connection.answer()
        writer.write(connection.text("HEAD", target))
        head_status, head_headers, _ = await connection.answer(has_body=False)
        check(head_status == status, f"HEAD {target} is answered with {head_status}, GET with {status}")
        length = int(head_headers.get("content-length", -1))
        check(length == len(body), f"HEAD {target} tells a length of {length}, GET has {len(body)}")
        for name in ("content-type", "etag", "link", "x-total-count"):
            check(head_headers.get(name) == headers.get(name), f"HEAD {target} has another {name} than GET")
        check("transfer-encoding" not in head_headers, f"HEAD {target} announces a body")
        check(await connection.count() == before, f"HEAD {target} spoils the connection")

    long = b"x" * 5_000_000
    length = f"Content-Length: {len(long)}\r\n\r\n".encode() + long
    chunks = b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%b\r\n0\r\n\r\n" % (len(long), long)
    # The answer does not wait for the end of such a body, nor for its beginning if its length is announced. What is left of
    # the body is no request, and the connection ends.
    announced = f"Content-Length: {len(long)}\r\nExpect: 100-continue\r\n\r\n".encode()
    endless = f"Content-Length: {2 ** 64 - 1}\r\n\r\n".encode()
    bodies = (length, 413), (chunks, 413), (announced, 413), (chunks[:-5], 413), (endless, 400)
    for body, expected in bodies:
        asking = await Connection(options.url).open()
        asking.writer.write(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".encode() + body)
        status, headers, _ = await asyncio.wait_for(asking.answer(), 10)
        check(status == expected, f"a body that is too long got {status}")
        check(headers.get("connection") == "close", f"{status} does not end the connection")
        check(await asyncio.wait_for(asking.reader.read(), 10) == b"", f"there is more after {status}")
        await asking.close()

    # A client that waits until its body is wanted is asked for it.
    text = connection.text("POST", PATH, interaction("framing", "awaited"))
    head, _, body = text.partition(b"\r\n\r\n")
    for _ in range(2):
        writer.write(head + b"\r\nExpect: 100-continue\r\n\r\n")
        line = await asyncio.wait_for(connection.reader.readuntil(b"\r\n\r\n"), 10)
        check(line.startswith(b"HTTP/1.1 100 "), f"a client that waits is told {line!r}")
        writer.write(body)
        status, _, _ = await connection.answer()
        check(status == 201, f"a body that was waited with got {status}")
        before += 1

    writer.write(b"".join(connection.text("GET", f"{PATH}/{place}") for place in range(20)))
    for place in range(20):
        status, _, body = await connection.answer()
        check(status == 404 and f"'{place}'".encode() in body, f"answer {place} of 20 is {status} {body!r}")

    # A client that leaves amid its body has asked for nothing.
    gone = await Connection(options.url).open()
    gone.writer.write(gone.text("POST", PATH, interaction("framing", "gone"))[:-1])
    await gone.writer.drain()
    await gone.close()
    await asyncio.sleep(0.5)
    check(await connection.count() == before, "half a request was carried out")
    print("answers on one connection are apart")
    await connection.close()


async def patience(options):
    connection = await Connection(options.url).open()
    for _ in range(2):
        await connection.request("POST", PATH, interaction("patience", "x" * 4_000_000), (201,))
    query = f"{PATH}?channel.id=patience"

    async def ask():
        # With a small window, or the kernel would take in the whole answer.
        reading = socket.socket()
        reading.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        reading.connect((connection.host, connection.port))
        reader, writer = await asyncio.open_connection(sock=reading, limit=65_536)
        writer.write(f"GET {query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        return reader, writer, int(head.split("content-length: ")[1].split("\r\n")[0])

    reader, writer, length = await ask()
    start, taken = time.monotonic(), 0
    while taken < length:
        part = await reader.read(65_536)
        check(part, f"a slow client got {taken} of {length} bytes")
        taken += len(part)
        await asyncio.sleep(0.05)
    seconds = time.monotonic() - start
    check(seconds > 4, f"the client was not slow: {seconds} s")
    print(f"a client that took {seconds:.0f} s was served to the end")
    writer.close()

    reader, writer, length = await ask()
    writer.transport.pause_reading()
    await asyncio.sleep(8)
    writer.transport.resume_reading()
    taken = 0
    with contextlib.suppress(ConnectionError):
        while part := await reader.read(65_536):
            taken += len(part)
    check(taken < length, "a client that stopped reading was waited for")
    print(f"a client that stopped reading was dropped at {taken} of {length} bytes")
    writer.close()

    # A body that takes too long, though something comes every now and then, and one of which nothing comes.
    dripping, silent = [await Connection(options.url).open() for _ in range(2)]
    for slow in (dripping, silent):
        slow.writer.write(slow.text("POST", PATH, interaction("patience", "slow"))[:-30])

    async def drip():
        while True:
            dripping.writer.write(b" ")
            await asyncio.sleep(0.3)

    task = asyncio.create_task(drip())
    status, headers, _ = await asyncio.wait_for(dripping.answer(), 10)
    check(status == 408 and headers.get("connection") == "close", f"a slow body got {status}")
    check(await asyncio.wait_for(dripping.reader.read(), 10) == b"", "there is more after 408")
    task.cancel()
    check(await asyncio.wait_for(silent.reader.read(), 10) == b"", "a silent client is answered")
    print("clients that do not finish their requests were dropped")


async def crowd(options):
    first = [await Connection(options.url).open() for _ in range(4)]
    for connection in first:
        await connection.count()
    later = await Connection(options.url).open()
    waiting = asyncio.create_task(later.count())
    await asyncio.sleep(1)
    check(not waiting.done(), "a connection too many is served")
    await first[0].close()
    await asyncio.wait_for(waiting, 10)
    for connection in [*first[1:], later]:
        await connection.close()
    print("a client beyond the number of connections waited for one to end")


async def stop(options):
    connections = [await Connection(options.url).open() for _ in range(options.connections)]
    before = await connections[0].count()
    acknowledged, unanswered, enough = [], 0, asyncio.Event()

    async def work(connection, name):
        nonlocal unanswered
        while True:
            try:
                _, made = await connection.request("POST", PATH, interaction(name, "stop"), expect=(201,))
            except (asyncio.IncompleteReadError, OSError) as error:
                # The server closed the connection, perhaps just when this request was on its way.
                check(not getattr(error, "partial", b""), f"an answer was cut off: {error!r}")
                unanswered += 1
                return
            acknowledged.append(made["id"])
            if len(acknowledged) >= 500:
                enough.set()

    # A request that the server has begun to read, but cannot have finished when it is told to stop.
    slow = await Connection(options.url).open()
    text = slow.text("POST", PATH, interaction("slow", "in flight"))
    slow.writer.write(text[:-20])
    tasks = [asyncio.create_task(work(connection, "stop")) for connection in connections]
    await asyncio.wait([asyncio.create_task(enough.wait()), *tasks], return_when=asyncio.FIRST_COMPLETED)
    check(enough.is_set(), "the server closed connections before it was told to stop")
    os.kill(options.pid, signal.SIGTERM)
    await asyncio.wait_for(asyncio.gather(*tasks), 30)
    try:
        await Connection(options.url).open()
        raise Failure("the server takes new connections while it stops")
    except OSError:
        pass
    slow.writer.write(text[-20:])
    status, _, body = await asyncio.wait_for(slow.answer(), 30)
    check(status == 201, f"the request in flight got {status}")
    acknowledged.append(json.loads(body)["id"])

    with open(options.file, "w") as file:
        json.dump({"before": before, "acknowledged": acknowledged, "unanswered": unanswered}, file)
    print(f"{len(acknowledged)} creates acknowledged before the server stopped")


async def verify(options):
    with open(options.file) as file:
        known = json.load(file)
    connection = await Connection(options.url).open()
    for identifier in known["acknowledged"]:
        await connection.request("GET", f"{PATH}/{identifier}")
    least = known["before"] + len(known["acknowledged"])
    total = await connection.count()
    check(least <= total <= least + known["unanswered"], f"{total} in all instead of {least}")
    print(f"{len(known['acknowledged'])} acknowledged creates are there, {total} in all")
    await connection.close()


def main():
    parser = argparse.ArgumentParser(description="Drives a server of TMF683 and checks every answer.")
    commands = parser.add_subparsers(dest="command", required=True)
    for command in (load, framing, patience, crowd, stop, verify):
        sub = commands.add_parser(command.__name__)
        sub.set_defaults(run=command)
        sub.add_argument("url")
        sub.add_argument("--connections", type=int, default=16)
        if command is load:
            sub.add_argument("--requests", type=int, default=20_000)
        if command in (stop, verify):
            sub.add_argument("--file", required=True)
        if command is stop:
            sub.add_argument("--pid", type=int, required=True)
    options = parser.parse_args()
    try:
        asyncio.run(options.run(options))
    except (Failure, OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as error:
        sys.exit(f"{options.command}: {error!r}" if not isinstance(error, Failure) else f"{options.command}: {error}")


main()
