# A company for the generated clients to ask about, and what they found.
import json

import candidate

CANDIDATES = 3


def company(context):
    """Three candidates, one of whom took the interview; the environment of a client."""
    context.connect()
    link = context.invite(CANDIDATES)[0]
    candidate.take(context, link)
    query = "{ interviews { nodes { id state scorecard { overall } report { url } } } }"

    def finished():
        interviews = context.graphql(query)["interviews"]["nodes"]
        return next((it["id"] for it in interviews if it["state"] == "WRITTEN_BACK"), None)

    return {
        "FULCRUM_URL": f"{context.server}/graphql",
        "FULCRUM_TOKEN": context.api_token(),
        "FULCRUM_INTERVIEW": context.until(finished, "Lever has the result"),
        "FULCRUM_CANDIDATES": str(CANDIDATES),
    }


def step(name, done):
    """Whether a program that makes or checks a client went through."""
    return name, done.returncode == 0, "" if done.returncode == 0 else (done.stdout + done.stderr)[-2000:]


def findings(done):
    """What a client printed: a line of JSON for each thing it tried."""
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    rows = [(line["name"], line["ok"], line["detail"]) for line in lines]
    if done.returncode != 0 or not rows:
        rows.append(("(it ended early)", False, (done.stdout + done.stderr)[-2000:]))
    return rows
