"""Short queries that ask for much work."""

import time

from client import CUSTOMERS, array, interaction, listing, request
from harness import MOST_CPU, Row, attack


def scan(run, size, documents, target, total=0, most=MOST_CPU):
    """Stores documents and runs a query on them.

    The answer must have the right total, or name the limit that the query exceeds, or a resource that takes too much
    work.
    """
    with run.server() as server, server.connect() as connection:
        identifiers = []
        dearest, _ = server.cost(lambda: identifiers.append(connection.create(documents[0])))
        for document in documents[1:]: identifiers.append(connection.create(document))
        server.idle()
        cpu, answer = server.cost(lambda: connection.ask("GET", target))
        cpu = max(cpu, dearest)
        row = Row(size, f"{most} s, 400 limit or 200", cpu <= most, cpu, server.peak())
        return judged(row, answer, identifiers, total)


def judged(row, answer, identifiers, total):
    """Adds to a row what an answer tells, and whether that is right."""
    if answer is None: right, row.told = False, "nothing"
    else:
        row.told = answer.told
        if answer.status == 400: right = answer.limit != ""
        elif answer.status not in (200, 206): right = False
        elif answer.exceeding: right = any(identifier in answer.exceeding for identifier in identifiers)
        else: right = answer["x-total-count"] == str(total)
    row.held = row.held and right
    return row


def megabytes(count):
    return f"{count / 1e6:.1f} MB"


# The length of the longest text in a body of 4 MiB.
LENGTH = (4 << 20) - 1_000


@attack
def a_regular_expression_on_a_long_text_is_bounded(run):
    shapes = [
        ("a", "[a-z]{1900}b", LENGTH, 1),
        ("é", r"\p{Ll}{1900}b", LENGTH // 2, 1),
        ("a", "(a|aa){300}b$", LENGTH, 1),
        ("a", "(a|aa){300}b$", LENGTH // 16, 16),
        ("a", "[a-z]{1900}b", 32_768, run.pick(100, 1_000)),
    ]
    for letter, pattern, count, resources in shapes:
        documents = [interaction(reason=letter * count)] * resources
        yield scan(run, f"{resources} x {count} {letter}", documents, listing(f"reason.regex={pattern}"))


@attack
def a_regular_expression_in_a_json_path_is_bounded(run):
    for count, resources in [(LENGTH, 1), (32_768, run.pick(100, 1_000))]:
        documents = [interaction(reason="a" * count)] * resources
        target = listing("filter=[?(@.reason =~ /[a-z]{1900}b/)]")
        yield scan(run, f"{resources} x {count}", documents, target)


@attack
def a_regular_expression_from_a_resource_is_bounded(run):
    target = listing("filter=[?(search(@.t,@.p))]")
    document = interaction('"t":"%s","p":"[a-z]{900}b"' % ("a" * LENGTH))
    yield scan(run, megabytes(LENGTH), [document], target)
    count = LENGTH // 30
    # Each differs from the one before, so that none can be reused.
    patterns = array((500 + n % 499 for n in range(count)), '{"t":"aaaa","p":"a{%s}"}')
    yield scan(run, f"{count} patterns", [interaction(f'"x":[{patterns}]')], listing("filter=x[?(search(@.t,@.p))]"))


@attack
def expensive_queries_leave_time_for_other_clients(run):
    with run.server() as server, server.connect() as other:
        other.create(interaction(reason="a" * LENGTH))
        server.idle()
        before = server.cpu()
        clients = [server.connect() for _ in range(8)]
        for client in clients: client.send(request("GET", listing("reason.regex=[a-z]{1900}b")))
        time.sleep(0.05)
        other.ask("GET", CUSTOMERS + "?limit=1", expect=[200])
        cpu = server.cpu() - before
        for client in clients: client.socket.close()
        server.idle()
        target = f"an answer within {MOST_CPU} s"
        yield Row(f"8 clients, {megabytes(LENGTH)}", target, cpu <= MOST_CPU, cpu, server.peak(), "200")


@attack
def a_query_ends_soon_after_its_client_has_gone(run):
    with run.server() as server:
        with server.connect() as connection:
            connection.create(interaction(reason="é" * (LENGTH // 2)))
            server.idle()
            before = server.cpu()
            connection.send(request("GET", listing(r"reason.regex=\p{Ll}{1900}b")))
        server.idle(within=run.pick(5, 20))
        cpu = server.cpu() - before
        yield Row(megabytes(LENGTH), f"{MOST_CPU} s", cpu <= MOST_CPU, cpu, server.peak())


@attack
def comparing_long_texts_and_numbers_is_bounded(run):
    target = listing("filter=[?($..s==$..n)]")

    def members(texts, numbers):
        return f'"x":[{array(texts, """{"s":"%s"}""")},{array(numbers, """{"n":%s}""")}]'

    numbers = range(10, 4_010)
    document = interaction(members(["7" * (LENGTH - 50_000)], numbers))
    yield scan(run, f"1 x {len(numbers)}", [document], target)
    for count in (100, LENGTH // 2_100):
        texts, numbers = ([digit * 980 + str(n) for n in range(count)] for digit in "78")
        yield scan(run, f"{count} x {count}", [interaction(members(texts, numbers))], target)


@attack
def conditions_on_long_arrays_of_numbers_are_bounded(run):
    for digits in (1, 17, 21, 990):
        count = LENGTH // (digits + 1)
        document = interaction(f'"a":[{array(["7" * digits] * count)}]')
        # No value is one of these, nor less than one: each condition asks all of them.
        unequal = listing(*(f"a.ne={n}" for n in range(10, 108)))
        less = listing(*(f"a.lt={-n}" for n in range(10, 108)), separator=";")
        yield scan(run, f"{count} x {digits} digits, ne", [document], unequal, total=1)
        yield scan(run, f"{count} x {digits} digits, lt", [document], less)


@attack
def conditions_on_long_numbers_are_bounded(run):
    document = interaction(f'"a":{"7" * 1_000}')
    target = listing(*(f"a.gt={n}" for n in range(98)))
    for count in (1, run.pick(500, 4_000)):
        yield scan(run, f"{count} resources", [document] * count, target, total=count)


@attack
def lengths_of_a_long_text_are_bounded(run):
    document = interaction('"x":{"a":"%s"}' % ("é" * (LENGTH // 2)))
    lengths = " || ".join(["length(@.a)==1"] * 60)
    yield scan(run, f"60 x {megabytes(LENGTH)}", [document], listing(f"filter=$[?({lengths})]"))


@attack
def queries_of_many_small_resources_cost_little_for_each(run):
    count = run.pick(5_000, 20_000)
    documents = [interaction(reason="é" * 700)] * count
    shapes = [
        ("98 conditions", listing(*(f"reason.ne={n}" for n in range(98))), count),
        ("98 paths", listing(*(f"filter=$..[?(@.id=='{n}')]" for n in range(98))), 0),
        ("98 patterns", listing(*(f"reason.regex=^a{n}" for n in range(98)), separator=";"), 0),
        # Little less than what ends a query.
        ("a costly pattern", listing(r"reason.regex=\p{Ll}{7}b"), 0),
        ("90 sort keys", listing("sort=" + ",".join(f"channel.x{n}" for n in range(90))), count),
    ]
    for name, target, total in shapes:
        yield scan(run, f"{count}, {name}", documents, target, total, most=max(MOST_CPU, count * 100e-6))


@attack
def many_sort_keys_on_a_long_array_are_bounded(run):
    count = LENGTH // 10
    objects = array((n % 10 for n in range(count)), '{"b":%s}')
    texts = array(["t" * 30] * (LENGTH // 33), '"%s"')
    long = array(["é" * (LENGTH // 33)] * 16, '"%s"')
    shapes = [
        (f"90 alike, {count}", objects, ["a.b"] * 90),
        (f"90 names, {count}", objects, [f"a.b{n}" for n in range(90)]),
        (f"90 directions, {count}", objects, ["a.b", "-a.b"] * 45),
        (f"90, {LENGTH // 33} texts", texts, ["a"] * 90),
        ("90, 16 long texts", long, ["a"] * 90),
        (f"90, {LENGTH // 2} digits", array("1" * (LENGTH // 2)), [f"a.b{n}" for n in range(90)]),
    ]
    for size, elements, keys in shapes:
        document = interaction(f'"a":[{elements}]')
        yield scan(run, size, [document], listing("sort=" + ",".join(keys)), total=1)


@attack
def predicates_in_fields_are_bounded(run):
    wide = interaction(f'"x":[{array(range(LENGTH // 16), """{"id":"%s"}""")}]')
    predicates = ",".join(f"x[?(@.id=='{n}')]" for n in range(60))
    for count in (1, run.pick(8, 32)):
        yield scan(run, f"{count} wide", [wide] * count, listing(fields=predicates), total=count)


@attack
def sorting_by_long_texts_is_bounded(run):
    count, length = run.pick((16, 1 << 20), (64, 1 << 20))
    for letter in "aé":
        text = letter * (length // len(letter.encode()))
        documents = [interaction(reason=text + str(n)) for n in range(count)]
        yield scan(run, f"{count} x {megabytes(length)} {letter}", documents, listing("sort=reason"), total=count)


@attack
def a_wide_resource_does_not_fail_the_queries_of_others(run):
    channels = array(range(34_000), '{"id":"c%s"}')
    wide = f'{{"direction":"inbound","reason":"wide","channel":[{channels}]}}'.encode()
    small = b'{"direction":"inbound","reason":"small","channel":[{"id":"web"}]}'
    queries = ["filter=$..id", "sort=channel[?(@.id=='web')].id", "fields=channel[?(@.id=='web')]"]
    with run.server() as server, server.connect() as connection:
        identifiers = {connection.create(small), connection.create(small)}
        culprit = connection.create(wide)
        for query in queries:
            name = query.partition("=")[0]
            cpu, answer = server.cost(lambda: connection.ask("GET", listing(query, fields=None)))
            told = "nothing" if answer is None else answer.told
            held = (answer is not None and answer.status == 200 and culprit in answer.exceeding and cpu <= MOST_CPU
                    and identifiers <= {resource.get("id") for resource in answer.json})
            yield Row(f"34000 channels, {name}", f"{MOST_CPU} s, 200 with Warning", held, cpu, server.peak(), told)
