"""Compares the signatures of StandardWebhooks with those of PyPI's standardwebhooks: check.py PROGRAM [MESSAGES]."""

import base64
import json
import random
import subprocess
import sys
import time
from datetime import datetime, timezone

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

LETTERS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) != ".")
TEXT = LETTERS + " .äöü€漢🙂"


def secret(source):
    return "whsec_" + base64.b64encode(source.randbytes(source.randint(24, 64))).decode()


def message(source, now):
    words = ["".join(source.choices(TEXT, k=source.randint(0, 40))) for _ in range(source.randint(0, 20))]
    body = json.dumps({"eventId": source.randint(0, 10**12), "words": words}, ensure_ascii=source.random() < 0.5)
    return {
        "secrets": [secret(source) for _ in range(source.randint(1, 3))],
        "id": "".join(source.choices(LETTERS, k=source.randint(1, 60))),
        "seconds": now + source.randint(-200, 200),
        "body": body,
    }


def swift(program, lines):
    text = "".join("\t".join(fields) + "\n" for fields in lines)
    answer = subprocess.run([program], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    answers = answer.split("\n")[:-1]
    assert len(answers) == len(lines), f"{len(answers)} answers to {len(lines)} lines"
    return answers


def fields(message):
    return [" ".join(message["secrets"]), message["id"], str(message["seconds"]), message["body"]]


def is_accepted(message, signatures, secret, body):
    headers = {
        "webhook-id": message["id"],
        "webhook-timestamp": str(message["seconds"]),
        "webhook-signature": signatures,
    }
    try:
        Webhook(secret).verify(body, headers)
        return True
    except WebhookVerificationError:
        return False


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = random.randrange(2**32)
    source = random.Random(seed)
    messages = [message(source, int(time.time())) for _ in range(count)]
    failures = []

    def expect(condition, description, message):
        if not condition:
            failures.append(f"seed {seed}: {description}: {message}")

    # Swift signs with all secrets, and Python verifies with each of them.
    signed = swift(program, [["sign"] + fields(message) for message in messages])
    for each, signatures in zip(messages, signed):
        for secret in each["secrets"]:
            expect(is_accepted(each, signatures, secret, each["body"]), "Python refuses", each)
        expect(not is_accepted(each, signatures, each["secrets"][0], each["body"] + " "), "Python accepts", each)

    # Python signs with one of the secrets, and Swift verifies with all of them.
    lines = []
    for each in messages:
        moment = datetime.fromtimestamp(each["seconds"], tz=timezone.utc)
        signature = Webhook(source.choice(each["secrets"])).sign(each["id"], moment, each["body"])
        lines.append(["verify"] + fields(each) + [signature])
        lines.append(["verify"] + fields({**each, "body": each["body"] + " "}) + [signature])
    answers = swift(program, lines)
    for each, same, changed in zip(messages, answers[0::2], answers[1::2]):
        expect(same == "accepted", f"Swift refuses ({same})", each)
        expect(changed == "no signature matches", f"Swift answers {changed} to a changed body", each)

    for failure in failures[:5]:
        print(failure, file=sys.stderr)
    print(f"{count} messages, signed in Swift and in Python, {len(failures)} differences")
    sys.exit(1 if failures else 0)


main()
