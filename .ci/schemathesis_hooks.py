"""What schemathesis needs to know of the service beyond its OpenAPI document, to make requests that the service takes.

A schema cannot state these rules, so that requests made of it alone would be refused for what they do not test.
"""

import itertools
import re
import uuid

import schemathesis
from hypothesis import strategies as st

# Paths to attributes, those that no model has included: such a name matches nothing, and selects nothing.
NAMES = st.sampled_from(["id", "status", "name", "note", "relatedParty", "engagedParty", "channel", "characteristic", "vip"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(".".join)
TEXTS = st.from_regex(r"[A-Za-z0-9 ]{0,8}", fullmatch=True)
JSON_PATHS = st.one_of(
    PATHS,
    st.builds("{}[{}]".format, PATHS, st.integers(-3, 3)),
    st.builds("{}[?(@.{}=='{}')]".format, PATHS, NAMES, TEXTS),
    st.builds("$.{}".format, PATHS),
)


def lists(items):
    """Strategies for texts of items with commas between."""
    return st.lists(items, max_size=4).map(",".join)


# The grammar of TMF630, for which JSON Schema has no keyword.
schemathesis.openapi.format("tmf630-fields", st.one_of(st.just("none"), lists(JSON_PATHS)))
schemathesis.openapi.format("tmf630-sort", lists(st.builds("{}{}".format, st.sampled_from(["", "-", "+"]), PATHS)))
schemathesis.openapi.format("tmf630-filter", lists(JSON_PATHS))
schemathesis.openapi.format("tmf630-patch-path", st.one_of(st.just("/vip"), st.builds("/vip?vip.name={}".format, TEXTS)))

# Callbacks that the hub may send to, and queries that some event can match.
schemathesis.openapi.format("tmf-callback", st.from_regex(r"https://[a-z]{1,8}\.example\.com(/[a-z0-9]{0,8}){0,2}", fullmatch=True))
schemathesis.openapi.format(
    "tmf630-event-query",
    st.one_of(st.just(""), st.just("fields=eventId"), st.builds("correlationId={}".format, st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True))),
)

# Signs in the name of a parameter, and at the start of its value, are operators, and a semicolon may begin another condition: all of them
# need more than random texts around them.
NAME = re.compile(r"[\w@-]+(\.[\w@-]+)*")
SIGNS = re.compile(r"^[=~]+|;")
DATE = re.compile(r"\d{4}-\d\d-\d\d([Tt].*)?")


@schemathesis.hook
def map_query(context, query):
    return {
        name: SIGNS.sub("", value) if isinstance(value, str) else value
        for name, value in (query or {}).items()
        if NAME.fullmatch(name)
    }


def without_periods(value):
    """Takes dates out of periods, which must not end before they start: in a merge patch that depends on the resource."""
    if isinstance(value, list):
        return [without_periods(element) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        name: without_periods(member)
        for name, member in value.items()
        if name not in ("startDateTime", "endDateTime") or not isinstance(member, str) or not DATE.fullmatch(member)
    }


@schemathesis.hook
def map_body(context, body):
    return without_periods(body)


calls = itertools.count()


@schemathesis.hook
def before_call(context, case, **arguments):
    """Lets most requests pass the conditions on the state of the server, or else little more of them would be tested."""
    headers, query = case.headers or {}, case.query or {}
    key = headers.get("Idempotency-Key")
    if isinstance(key, str) and key.strip(" \t") not in ("", '""') and len(key) <= 255:
        headers["Idempotency-Key"] = str(uuid.UUID(int=next(calls)))
    if next(calls) % 4 == 0:
        return
    if str(headers.get("If-Match", "")).endswith('"'):
        headers["If-Match"] = "*"
    headers.pop("If-None-Match", None)
    if query.get("cursor"):
        query["cursor"] = ""
