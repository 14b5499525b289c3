"""Patches, bodies, and the header fields that announce them."""

import json

from client import INTERACTIONS, Failure, array, interaction, request
from harness import MOST_CPU, Row, attack

# The length of the longest text in a body of 4 MiB.
LENGTH = (4 << 20) - 1_000


def patched(run, size, document, patch, media_type, allowed):
    """Creates a resource and patches it; both must be cheap, even if they are refused."""
    with run.server() as server, server.connect() as connection:
        cpu, answer = server.cost(lambda: connection.ask("POST", INTERACTIONS, document, expect=[201, 400]))
        told = "POST nothing" if answer is None else f"POST {answer.told}"
        held = answer is not None
        if answer is not None and answer.status == 201:
            target = f"{INTERACTIONS}/{answer.json['id']}"
            cost, answer = server.cost(lambda: connection.ask("PATCH", target, patch, Content_Type=media_type))
            told = "PATCH nothing" if answer is None else f"PATCH {answer.told}"
            held = answer is not None and answer.status in allowed
            cpu = max(cpu, cost)
        statuses = " ".join(str(status) for status in allowed)
        return Row(size, f"{MOST_CPU} s, {statuses}", held and cpu <= MOST_CPU, cpu, server.peak(), told)


@attack
def testing_long_numbers_in_a_patch_is_bounded(run):
    for digits in (1_000, run.pick(1 << 20, 2 << 20)):
        tests = [{"op": "test", "path": "/a", "value": "@"}] * 1_000
        patch = json.dumps(tests).replace('"@"', f"1e{digits - 1}").encode()
        document = interaction(f'"a":1{"0" * (digits - 1)}')
        yield patched(run, f"1000 x {digits} digits", document, patch, "application/json-patch+json", [200, 400])


@attack
def testing_long_arrays_in_a_patch_is_bounded(run):
    count = LENGTH // 2_000
    test = f'{{"op":"test","path":"/a","value":[{array(["1" * 21] * count)}]}}'
    patch = f"[{array([test] * 80)}]".encode()
    # The numbers are equal; in one of the two documents their texts differ.
    for number in ("1" * 21, "1" * 21 + ".0"):
        document = interaction(f'"a":[{array([number] * count)}]')
        size = f"80 x {count} of {number[-2:]}"
        yield patched(run, size, document, patch, "application/json-patch+json", [200, 409, 413])


@attack
def selectors_in_a_patch_are_bounded(run):
    shapes = [
        ("long numbers", '{"c":1%s}' % ("0" * 989), "c=1e989"),
        ("small numbers", '{"c":7}', "c=7.0"),
        ("texts", '{"c":"%s"}' % ("é" * 200), "c=" + "%C3%A9" * 200),
    ]
    for name, element, selector in shapes:
        most = LENGTH // (len(element.encode()) + 1), LENGTH // (len(selector) + 1)
        for elements, selectors in ((1, most[1]), (most[0], 1), (most[0], 2_000)):
            document = interaction(f'"x":[{array([element] * elements)}]')
            # Every selector holds, so that all of them are evaluated.
            path = "/x/c?" + "&".join([selector] * selectors)
            patch = json.dumps([{"op": "replace", "path": path, "value": 1}]).encode()
            size = f"{elements} {name} x {selectors}"
            yield patched(run, size, document, patch, "application/json-patch-query+json", [200, 400, 409, 413])


@attack
def a_thousand_operations_on_a_wide_resource_are_bounded(run):
    count = 90_000
    shapes = [
        ("adds to an array", f'"x":[{array([0] * (LENGTH // 3))}]', {"op": "add", "path": "/x/0", "value": 1}),
        ("copies", f'"x":[{array([0] * (LENGTH // 3))}]', {"op": "copy", "from": "/x", "path": "/y"}),
        ("names", '"x":{%s}' % array(range(count), '"name-%s":1'),
         {"op": "replace", "path": f"/x/name-{count - 1}", "value": 2}),
    ]
    for name, members, operation in shapes:
        patch = json.dumps([operation] * 1_000).encode()
        yield patched(run, f"1000 {name}", interaction(members), patch, "application/json-patch+json", [200, 400, 413])


@attack
def reading_a_body_of_any_shape_is_bounded(run):
    quote = '"'
    shapes = {
        "open arrays": "[" * LENGTH,
        "objects": '{"a":' * (LENGTH // 5),
        "elements": "[" + array([0] * (LENGTH // 2)) + "]",
        "members": "{" + array(range(99_000), '"name-of-member-%s":1') + "}",
        "a name again and again": "{" + array([1] * 99_000, '"a":%s') + "}",
        "escapes": quote + "\\u0001" * (LENGTH // 6) + quote,
        "digits": "7" * LENGTH,
        "exponent": "1e" + "7" * LENGTH,
        "channels": '[{"id":"' + '"},{"id":"'.join(map(str, range(LENGTH // 17))) + '"}]',
    }
    for name, value in shapes.items():
        member = "channel" if name == "channels" else "x"
        body = f'{{"direction":"inbound","reason":"r","{member}":{value}'.encode()
        if member == "x": body += b',"channel":[{"id":"s"}]'
        with run.server() as server, server.connect() as connection:
            cpu, answer = server.cost(lambda: connection.ask("POST", INTERACTIONS, body + b"}"))
            held = answer is not None and answer.status in (201, 400) and cpu <= MOST_CPU
            told = "nothing" if answer is None else answer.told
            yield Row(name, f"{MOST_CPU} s, 201 400", held, cpu, server.peak(), told)


@attack
def null_and_empty_uris_are_not_stored(run):
    with run.server() as server, server.connect() as connection:
        for member in ('"relatedParty":null', '"description":null', '"note":[{"text":null}]'):
            answer = connection.ask("POST", INTERACTIONS, interaction(member))
            held = answer.status == 400 or answer.status == 201 and b"null" not in answer.body
            yield Row(member, "400, or left out", held, told=answer.told)
        answer = connection.ask("POST", INTERACTIONS, interaction('"@schemaLocation":""'))
        yield Row('"@schemaLocation":""', "400", answer.status == 400, told=answer.told)


@attack
def a_client_that_expects_100_continue_gets_it(run):
    body = interaction(reason="a" * (2 << 20))
    with run.server() as server:
        server.patience = 5
        with server.connect() as connection:
            head, _, _ = request("POST", INTERACTIONS, body, Expect="100-continue").partition(b"\r\n\r\n")
            connection.send(head + b"\r\n\r\n")
            try:
                told = connection.answer().told
            except TimeoutError:
                told = "nothing"
            connection.send(body)
            status = connection.answer().told
            yield Row("2 MiB", "100, then 201", (told, status) == ("100", "201"), told=f"{told}, then {status}")
        with server.connect() as connection:
            connection.send(request("POST", INTERACTIONS, b"", Expect="100-continue", Content_Length=5 << 20))
            status = connection.answer().status
            yield Row("5 MiB", "413, never asked", status == 413, told=str(status))


@attack
def a_bad_content_length_is_refused_at_once(run):
    with run.server() as server:
        server.patience = 10
        for length in (2 ** 64 - 1, 2 ** 63 - 1, 10 ** 30, -1, "+5", "5, 6", "x"):
            with server.connect() as connection:
                connection.send(request("POST", INTERACTIONS, b"{}", Content_Length=length))
                try:
                    told = connection.answer().told
                except Failure:
                    told = "closed"
                except TimeoutError:
                    told = "nothing"
            yield Row(str(length)[:24], "400 or 413", told in ("400", "413"), told=told)
