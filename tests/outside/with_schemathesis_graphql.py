# schemathesis makes up queries and mutations from schema.graphql and looks for answers that are faults: any status
# but 200, anything but a GraphQL answer, an error without a code, a fault that the server masked. By everybody who
# can ask, on SQLite and on PostgreSQL, which refuses texts and numbers that SQLite takes.
import contextlib
import copy
import json
import os
import pathlib
import re
import subprocess
import urllib.parse

import candidate

HERE = pathlib.Path(__file__).parent
SCHEMA = HERE.parent.parent / "schema.graphql"
EXAMPLES = 40
# They would end the session that asks.
ENDS = ["signOut", "signOutEverywhere"]
SEED = "1"
# Schemathesis takes every error for a fault (ours are told by `schemathesis_graphql.py`), and every refusal of a
# query that fits the schema, such as one that costs too much.
NOT_OURS = "not_a_server_error,positive_data_acceptance"
# PostgreSQL in a folder, until standard input closes. It refuses to run as root.
POSTGRES = r"""
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
as=""
if [ "$(id -u)" = 0 ]; then as="runuser -u postgres --"; chown postgres "$1"; fi
cd "$1"
trap '$as "$bin/pg_ctl" -D "$1/data" -m immediate -s stop || true; wait || true' EXIT
$as "$bin/initdb" --auth=trust --username=fulcrum --no-sync -D "$1/data" >/dev/null
$as "$bin/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off >"$1/log" 2>&1 </dev/null &
until $as "$bin/pg_isready" -q -h "$1"; do kill -0 $! || exit 1; done
echo ready
read -r _
"""


def run(context):
    yield from explore(context, "SQLite", ["a session", "a token", "nobody"])
    with on_postgres(context) as other:
        yield from explore(other, "PostgreSQL", ["a session"])


def explore(context, store, askers):
    context.connect()
    links = context.invite(3)
    for link in links[:2]:
        candidate.take(context, link)
    ids = json.dumps(known(context))
    headers = {
        "a session": ["-H", f"Cookie: {context.cookie}"],
        "a token": ["-H", f"Authorization: Bearer {context.api_token()}"],
        "nobody": [],
    }
    for asker in askers:
        yield fuzz(context, f"{store}, {asker}", headers[asker], ids)
    yield masked(context, store)


def known(context):
    """Ids of what there is: interviews, postings, stages, operators; not of sessions and tokens, which would end."""
    seen = context.graphql("""{
        interviews { nodes { id scorecard { id ratings { questionId } } } }
        postings { id } operators { id } integration { stages { id } }
    }""")
    questions = {
        rating["questionId"]
        for interview in seen["interviews"]["nodes"]
        for rating in (interview["scorecard"] or {"ratings": []})["ratings"]
    }
    lists = [seen["interviews"]["nodes"], seen["postings"], seen["operators"], seen["integration"]["stages"]]
    return [thing["id"] for things in lists for thing in things] + sorted(questions)


def fuzz(context, name, headers, ids):
    program = context.python("schemathesis").parent / "schemathesis"
    ends = [f"--exclude-name=Mutation.{name}" for name in ENDS]
    done = context.finished(
        [
            program, "--no-color", "run", SCHEMA, "--url", f"{context.server}/graphql", *headers, *ends,
            "--checks", "all", "--exclude-checks", NOT_OURS, "--max-examples", str(EXAMPLES),
            "--seed", SEED, "--generation-database", "none", "--continue-on-failure", "--request-timeout", "30",
        ],
        cwd=context.folder,
        env={"SCHEMATHESIS_HOOKS": "schemathesis_graphql", "PYTHONPATH": str(HERE), "FULCRUM_IDS": ids},
    )
    said = done.stdout + done.stderr
    cases = re.search(r"(\d+) generated", said)
    operations = re.search(r"Tested: (\d+)", said)
    if done.returncode != 0 or cases is None or operations is None:
        return name, False, said[said.find("= FAILURES") :] if "= FAILURES" in said else said
    alive = "nobody" in name or context.graphql("{ viewer { id } }")["viewer"] is not None
    detail = f"{operations[1]} operations, {cases[1]} queries"
    return name, alive, detail if alive else f"{detail}; they ended the session that asked"


def masked(context, store):
    """What the server masked it wrote into its log."""
    lines = pathlib.Path(context.log).read_text(encoding="utf-8").splitlines()
    faults = [line for line in lines if "query failed" in line or "panicked" in line]
    return f"{store}, faults in the log", not faults, " | ".join(faults[:5]) or "none"


@contextlib.contextmanager
def on_postgres(context):
    """The same, with a server of its own on PostgreSQL."""
    folder = context.folder / "postgres"
    folder.mkdir()
    # Who runs PostgreSQL must come through.
    for above in [folder, context.folder]:
        above.chmod(0o755)
    other = copy.copy(context)
    other.log = context.folder / "on_postgres.log"
    script = subprocess.Popen(["sh", "-c", POSTGRES, "sh", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        if script.stdout.readline().strip() != "ready":
            raise SystemExit("PostgreSQL did not start; is the package postgresql installed?")
        store = f"postgres://fulcrum@localhost/postgres?host={folder}"
        command = [context.fulcrum, "demo", "--json-links", "--port", "0", "--data", context.folder / "other", "--store", store]
        with open(other.log, "w", encoding="utf-8") as log:
            demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            links = json.loads(demo.stdout.readline())
            place = urllib.parse.urlsplit(links["dashboard"])
            other.server = f"{place.scheme}://{place.netloc}"
            other.sandbox, other.mail = links["sandbox"].rstrip("/"), links["mail"].rstrip("/")
            _, headers, _ = context.ask("GET", links["dashboard"])
            other.cookie = headers["set-cookie"].split(";")[0]
            yield other
        finally:
            demo.terminate()
            demo.wait()
    finally:
        script.stdin.close()
        script.wait()
