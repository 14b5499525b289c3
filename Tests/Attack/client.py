"""HTTP/1.1 on bare sockets, for requests that are wrong, slow or unfinished."""

import json
import socket
import time
from urllib.parse import quote

INTERACTIONS = "/tmf-api/partyInteraction/v4/partyInteraction"
CUSTOMERS = "/tmf-api/customerManagement/v4/customer"


class Failure(Exception):
    """A server that does not do what it must."""


class Answer:
    """A response."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def __getitem__(self, name):
        """The values of a header field, joined by commas; empty if there are none."""
        return ", ".join(value for key, value in self.headers if key == name)

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def limit(self):
        """The limit that an error names, or the empty text."""
        try:
            return self.json.get("limit", "")
        except (ValueError, AttributeError):
            return ""

    @property
    def told(self):
        """The status, and what the answer says about limits."""
        warning = " Warning" if self.exceeding else ""
        return f"{self.status}{' ' + self.limit if self.limit else ''}{warning}"

    @property
    def exceeding(self):
        """The warning that names resources that take too much work, or the empty text."""
        warning = self["warning"]
        return warning if "too much work" in warning else ""


class Connection:
    """A connection that waits for the server a limited time, and then raises `TimeoutError`."""

    def __init__(self, port, patience=20, receive_buffer=None):
        self.socket = socket.socket()
        if receive_buffer: self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(patience)
        self.socket.connect(("127.0.0.1", port))
        self.patience = patience
        self.buffer = bytearray()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.settimeout(self.patience)
        self.socket.sendall(data)

    def receive(self, deadline):
        """Waits for the next part of an answer."""
        rest = deadline - time.monotonic()
        if rest <= 0: raise TimeoutError("no answer")
        self.socket.settimeout(rest)
        part = self.socket.recv(1 << 18)
        if not part: raise Failure("the connection was closed")
        self.buffer += part

    def answer(self, has_body=True):
        deadline = time.monotonic() + self.patience
        while b"\r\n\r\n" not in self.buffer: self.receive(deadline)
        head, _, _ = bytes(self.buffer).partition(b"\r\n\r\n")
        del self.buffer[:len(head) + 4]
        lines = head.decode("latin-1").split("\r\n")
        headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
        status = int(lines[0].split(" ")[1])
        length = next((int(value) for name, value in headers if name == "content-length"), 0)
        if not has_body or status < 200: length = 0
        while len(self.buffer) < length: self.receive(deadline)
        body = bytes(self.buffer[:length])
        del self.buffer[:length]
        return Answer(status, headers, body)

    def ask(self, method, target, body=None, expect=None, **headers):
        """Sends a request and returns its answer, which must have one of the expected statuses."""
        self.send(request(method, target, body, **headers))
        answer = self.answer(has_body=method != "HEAD")
        if expect and answer.status not in expect:
            raise Failure(f"{method} got {answer.status}: {answer.body[:200].decode(errors='replace')}")
        return answer

    def create(self, document):
        """Creates an interaction and returns its identifier."""
        return self.ask("POST", INTERACTIONS, document, expect=[201]).json["id"]


def request(method, target, body=None, **headers):
    """The text of a request; underscores in the names of header fields become hyphens."""
    fields = {"Host": "127.0.0.1"}
    if body is not None: fields |= {"Content-Type": "application/json", "Content-Length": len(body)}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode() + (body or b"")


def listing(*conditions, fields="none", separator="&"):
    """The target of a list with conditions, which are given without encoding."""
    parts = [condition.partition("=") for condition in conditions]
    query = separator.join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, _, value in parts)
    return f"{INTERACTIONS}?{query}" + (f"&fields={quote(fields)}" if fields else "")


def array(values, element="%s"):
    """The JSON text between the brackets of an array."""
    return ",".join(element % value for value in values)


def interaction(members="", reason="r"):
    """The JSON text of an interaction, with the text of further members."""
    more = "," + members if members else ""
    return f'{{"direction":"inbound","reason":"{reason}","channel":[{{"id":"s"}}]{more}}}'.encode()
