#!/usr/bin/env python3
"""Receives the events of a server, changes resources, and compares what happened with what arrived.

    events.py listen DIR
        Listens on a free port, written to DIR/port, until it is ended. Verifies the signature of every event with the
        secret in DIR/secret, and writes a line to DIR/events for each before it answers.
    events.py change URL DIR [--count N]
        Creates, changes and deletes N customers, until the server no longer answers. Writes what the server has
        acknowledged to DIR/changes.
    events.py check DIR [--duplicates N]
        Waits until an event has arrived for every change. Checks that all are signed, in order, without a gap, and equal
        whenever they arrive again, which may be the case for N of them at most. Prints the numbers.
    events.py refuse URL
        Registers callbacks that must be refused, while something listens where they lead to. Nothing may connect.

Exits with 1 and a message if something is wrong. Needs Python 3.9 and its standard library.
"""

import argparse
import base64
import hashlib
import hmac
import http.client
import http.server
import json
import os
import socket
import sys
import threading
import time
from urllib.parse import urlsplit

BASE = "/tmf-api/customerManagement/v4"


class Failure(Exception):
    """Something that is not as it should be."""


class Listener(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    directory = None
    lock = threading.Lock()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        event = json.loads(body)
        (kind, resource), = event["event"].items()
        entry = {
            "id": self.headers["webhook-id"], "number": self.headers["tmf-event-number"], "type": event["eventType"],
            "resource": resource["id"], "status": resource.get("status"), "signed": self.is_signed(body),
            "authorization": self.headers.get("Authorization"), "digest": hashlib.sha256(body).hexdigest(),
        }
        with Listener.lock, open(os.path.join(self.directory, "events"), "a") as log:
            log.write(json.dumps(entry) + "\n")
        self.send_response(204)
        self.end_headers()

    def is_signed(self, body):
        with open(os.path.join(self.directory, "secret")) as file:
            secret = base64.b64decode(file.read().strip().removeprefix("whsec_"))
        text = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
        signature = "v1," + base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode()
        return signature in self.headers["webhook-signature"].split(" ")

    def log_message(self, *_):
        pass


def listen(directory):
    Listener.directory = directory
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    with open(os.path.join(directory, "port.new"), "w") as file:
        file.write(str(server.server_port))
    os.rename(os.path.join(directory, "port.new"), os.path.join(directory, "port"))
    server.serve_forever()


def send(connection, method, target, document=None):
    body = None if document is None else json.dumps(document)
    connection.request(method, target, body, {"Content-Type": "application/json", "Authorization": "Bearer token"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def change(url, directory, count):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    acknowledged = 0
    party = {"id": "7", "@referredType": "Individual"}
    with open(os.path.join(directory, "changes"), "a") as log:
        def note(kind, customer):
            nonlocal acknowledged
            acknowledged += 1
            log.write(json.dumps({"type": f"Customer{kind}Event", "resource": customer}) + "\n")
            log.flush()

        try:
            for number in range(count):
                status, body = send(connection, "POST", f"{BASE}/customer", {"name": "A", "engagedParty": party})
                expect(status, 201, body)
                customer = json.loads(body)["id"]
                note("Create", customer)
                path = f"{BASE}/customer/{customer}"
                expect(*send(connection, "PATCH", path, {"status": "Approved"}), 200)
                note("StateChange", customer)
                expect(*send(connection, "PATCH", path, {"name": "B"}), 200)
                note("AttributeValueChange", customer)
                if number % 2 == 0:
                    expect(*send(connection, "DELETE", path), 204)
                    note("Delete", customer)
        except (OSError, http.client.HTTPException):
            print(f"the server ended after {acknowledged} changes")
            return
    print(f"{acknowledged} changes")


def expect(status, *rest):
    body, right = (rest[1], rest[0]) if isinstance(rest[0], int) else rest
    if status != right:
        raise Failure(f"{status} instead of {right}: {body!r}")


def lines(directory, name):
    path = os.path.join(directory, name)
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return [json.loads(line) for line in file if line.endswith("\n")]


def check(directory, duplicates):
    changes = [(entry["type"], entry["resource"]) for entry in lines(directory, "changes")]
    deadline = time.monotonic() + 60
    while True:
        events = lines(directory, "events")
        missing = set(changes) - {(event["type"], event["resource"]) for event in events}
        if not missing:
            break
        if time.monotonic() > deadline:
            raise Failure(f"{len(missing)} of {len(changes)} changes have no event, such as {sorted(missing)[0]}")
        time.sleep(0.2)
    first, order = {}, []
    for event in events:
        if not event["signed"]:
            raise Failure(f"the signature of {event['id']} is wrong")
        if event["authorization"]:
            raise Failure("the credentials of a client are sent to the listener")
        former = first.setdefault(event["id"], event)
        if former is event:
            order.append(event)
        elif former["digest"] != event["digest"]:
            raise Failure(f"event {event['id']} has two forms")
    numbers = [int(event["number"]) for event in order]
    if numbers != list(range(1, len(numbers) + 1)):
        raise Failure(f"the numbers have a gap or another order: {numbers}")
    wanted = set(changes)
    arrived = [pair for pair in ((event["type"], event["resource"]) for event in order) if pair in wanted]
    if arrived != changes:
        raise Failure("the events are in another order than the changes")
    again = len(events) - len(order)
    if again > duplicates:
        raise Failure(f"{again} events arrived again, more than {duplicates}")
    print(f"{len(changes)} changes, {len(order)} events, 0 lost, 0 out of order, {again} duplicates")


def refuse(url):
    parts = urlsplit(url)
    traps = [socket.create_server(("127.0.0.1", 0))]
    port = traps[0].getsockname()[1]
    try:
        traps.append(socket.create_server(("::1", port), family=socket.AF_INET6))
    except OSError:
        print("no IPv6 on the loopback interface")
    hosts = [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.01",
        "127%2e0%2e0%2e1", "localhost", "localhost.", "LOCALHOST", "a.localhost", "printer.local", "kubernetes",
        "metadata.google.internal", "0.0.0.0", "0", "10.1.2.3", "100.100.100.200", "169.254.169.254", "168.63.129.16",
        "172.16.0.1", "192.168.0.1", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[fd00:ec2::254]", "[fe80::1]", "[2002:7f00:1::]", "①②⑦.0.0.1",
        "a.example\\@127.0.0.1", "user@127.0.0.1",
    ]
    callbacks = [f"https://{host}:{port}/" for host in hosts] + [
        f"http://127.0.0.1:{port}/", "http://a.example/", "ftp://a.example/", "//a.example", "https:a.example",
        "https://a.example#x", "https://a.example:22/", "https://a.example:0/", "https://a.example:65536/",
        "https://a.example/\r\nX: 1", "https://a.example/ b", "https://a.example/" + "a" * 2049,
    ]
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    for callback in callbacks:
        status, body = send(connection, "POST", f"{BASE}/hub", {"callback": callback})
        if status != 400:
            raise Failure(f"{callback!r} is answered with {status}: {body!r}")
    # Changes would be sent to whatever was registered.
    party = {"id": "7", "@referredType": "Individual"}
    expect(*send(connection, "POST", f"{BASE}/customer", {"name": "A", "engagedParty": party}), 201)
    time.sleep(1)
    for trap in traps:
        trap.settimeout(0)
        try:
            trap.accept()
        except BlockingIOError:
            continue
        raise Failure("something connected to the loopback interface")
    print(f"{len(callbacks)} callbacks refused, 0 connections")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("listen").add_argument("directory")
    command = commands.add_parser("change")
    command.add_argument("url")
    command.add_argument("directory")
    command.add_argument("--count", type=int, default=1)
    command = commands.add_parser("check")
    command.add_argument("directory")
    command.add_argument("--duplicates", type=int, default=0)
    commands.add_parser("refuse").add_argument("url")
    arguments = parser.parse_args()
    try:
        if arguments.command == "listen":
            listen(arguments.directory)
        elif arguments.command == "change":
            change(arguments.url, arguments.directory, arguments.count)
        elif arguments.command == "check":
            check(arguments.directory, arguments.duplicates)
        else:
            refuse(arguments.url)
    except Failure as failure:
        sys.exit(f"events.py: {failure}")


if __name__ == "__main__":
    main()
