# The audits of graphql-http, the reference implementation of GraphQL over HTTP: what the specification says a
# server must, should and may do. All of MUST holds; what else does not hold is told here, with why.
import pathlib
import shutil

import clients

HERE = pathlib.Path(__file__).parent


def run(context):
    home = context.node("graphql-http")
    # Node looks for packages from where the importing file lies.
    script = shutil.copy(HERE / "graphql_http_audits.mjs", home)
    environment = {"FULCRUM_URL": f"{context.server}/graphql", "FULCRUM_COOKIE": context.cookie}
    yield from clients.findings(context.finished(["node", script], env=environment))
