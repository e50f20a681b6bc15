# vamp-graphql-audit looks for what attackers look for: the schema told to strangers, queries that cost too much by
# names, nesting or number, ids that can be guessed, injections, errors that tell too much. What it reports must be
# in the table below, with why it is no fault; what is in the table and not reported any more is taken out of it.
# graphql-cop looks for much the same, but is in no registry: it runs too if GRAPHQL_COP is a checkout of it.
import json
import os
import pathlib

LOOPBACK = "on this machine only; `server.public_url` must be https where it is not"
SIGNED_IN = "told to who is signed in; `graphql.introspection` switches it off"
# Whoever asks: what it calls the finding, and why it is no fault.
EVERYBODY = {
    "GraphQL Endpoint Exposed": "that is what it is for",
    "Insecure Transport": LOOPBACK,
    "APQ Enabled — PersistedQueryNotFound": "who is signed in leaves queries here, and each meets every fence",
    "GQL-APOLLO-001 Fragment Amplification": "15 fragments in a row are little; each is counted, once, before anything is done",
    "GQL-HASURA-001 Row-Level Permission Bypass": "it asked for `__typename`, and Hasura's headers mean nothing here",
}
EXPECTED = {
    "nobody": {**EVERYBODY, "Introspection Disabled": "that is meant"},
    "a session": {
        **EVERYBODY,
        "Introspection Enabled": SIGNED_IN,
        "Sensitive Field Exposure": "goes by names: a hash of the audit log, a key of a competency; a token is told once",
        "Framework Fingerprint": SIGNED_IN,
        "APQ Store and Retrieve": "whoever asks by the hash sees what they may, and no answer is kept",
        "Subscription Auth Check Required": "it begins each look with the session: `tests/it/live.rs`",
        "Custom Directive Disclosure": "`@oneOf` is GraphQL's own since 2025",
        "NoSQL Injection": "`questionBank` answers in English where it does not know the language",
        "Missing Rate Limiting on Auth Mutation": "tries five times, and ten are let through",
        "Credential Change Without Verification": "who came in by a one-time link knows no password; the other sessions end",
        "Token Exposure over HTTP": LOOPBACK,
    },
}
# The same of graphql-cop, by its titles.
EXPECTED_OF_COP = {
    "nobody": {},
    "a session": {"Introspection": SIGNED_IN, "Introspection-based Circular Query": SIGNED_IN},
}


def run(context):
    for who, headers in {"nobody": {}, "a session": {"Cookie": context.cookie}}.items():
        yield from judged("vamp-graphql-audit", who, audited(context, headers), EXPECTED[who])
        if cop := os.environ.get("GRAPHQL_COP"):
            yield from judged("graphql-cop", who, policed(context, cop, headers), EXPECTED_OF_COP[who])


def audited(context, headers):
    program = context.python("vamp-graphql-audit").parent / "vamp-graphql-audit"
    report = context.folder / "audit.json"
    options = [option for name, value in headers.items() for option in ("--header", f"{name}: {value}")]
    target = ["--target", f"{context.server}/graphql"]
    done = context.finished([program, *target, *options, "--json", report])
    # 1: it found something.
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    return {it["type"]: it["title"] for it in json.loads(report.read_text(encoding="utf-8"))["findings"]}


def policed(context, checkout, headers):
    python = context.python("graphql-cop")
    options = ["--header", json.dumps(headers)] if headers else []
    target = ["--target", f"{context.server}/graphql", "--force", "--output", "json"]
    done = context.finished([python, pathlib.Path(checkout) / "graphql-cop.py", *target, *options], cwd=checkout)
    # What it says before is for people.
    lines = [line for line in done.stdout.splitlines() if line.startswith("[{")]
    if not lines:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    return {it["title"]: it["description"] for it in json.loads(lines[0]) if it["result"]}


def judged(program, who, found, expected):
    for name, title in found.items():
        yield f"{program}, {who}: {name}", name in expected, expected.get(name, title)
    for name in expected.keys() - found.keys():
        yield f"{program}, {who}: {name}", False, "not found any more; take it out of the table"
    yield f"{program}, {who}", True, f"{len(found)} findings"
