# graphql-codegen makes a typed TypeScript client of schema.graphql and clients.graphql; TypeScript checks
# `graphql_codegen_client.ts` against it, and Node asks by it.
import json
import pathlib
import shutil

import clients

HERE = pathlib.Path(__file__).parent


def run(context):
    home = context.node("graphql-request")
    schema, queries = HERE.parents[1] / "schema.graphql", HERE / "clients.graphql"
    # Node looks for packages from where the importing file lies.
    shutil.copy(HERE / "graphql_codegen_client.ts", home / "client.ts")
    settings = {
        "schema": str(schema),
        "documents": str(queries),
        "generates": {
            "sdk.ts": {
                "plugins": ["typescript-operations", "typescript-graphql-request"],
                "config": {"scalars": {"DateTime": "string"}, "documentMode": "documentNode", "useTypeImports": True},
            }
        },
    }
    (home / "codegen.json").write_text(json.dumps(settings), encoding="utf-8")
    program = home / "node_modules" / ".bin"
    made = context.finished([program / "graphql-codegen", "--config", "codegen.json"], cwd=home)
    yield clients.step("a client is made", made)
    strict = ["--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--types", "node"]
    compiled = context.finished([program / "tsc", *strict, "client.ts"], cwd=home)
    yield clients.step("it fits the types", compiled)
    yield from clients.findings(context.finished(["node", "client.js"], cwd=home, env=clients.company(context)))
