# What schemathesis loads (SCHEMATHESIS_HOOKS): ids that there are, beside those it makes up, and what an answer
# of /graphql must be. Schemathesis itself takes every error for one of the server's; here an error that says by
# its code what was wrong with the query is an answer, and one that is our fault is not.
import json
import os

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes

IDS = json.loads(os.environ["FULCRUM_IDS"])
# Refusals that a caller can do something about; `INTERNAL` is a fault of ours, and masked.
REFUSALS = {
    "INVALID", "FORBIDDEN", "UNAUTHENTICATED", "TOO_COMPLEX", "TOO_DEEP", "TOO_MANY_ALIASES",
}

schemathesis.graphql.scalar("ID", (st.sampled_from(IDS) | st.text(max_size=60)).map(nodes.String))


@schemathesis.check
def answers(ctx, response, case):
    """It is answered: JSON with data, or with errors that say what was wrong with the query."""
    assert response.status_code == 200, f"status {response.status_code}: {response.text}"
    assert response.headers["content-type"][0].startswith(("application/json", "application/graphql-response+json"))
    answer = response.json()
    assert set(answer) <= {"data", "errors", "extensions"}, f"unknown keys: {sorted(answer)}"
    errors = answer.get("errors", [])
    for error in errors:
        code = error.get("extensions", {}).get("code")
        assert code in REFUSALS, f"{code}: {error['message']}"
    assert errors or answer.get("data"), f"neither data nor errors: {response.text}"
