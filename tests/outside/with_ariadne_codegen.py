# ariadne-codegen makes a typed Python client of schema.graphql and clients.graphql; `ariadne_client.py` asks by
# it, and each answer must fit the models that were made of the schema.
import pathlib

import clients

HERE = pathlib.Path(__file__).parent
SETTINGS = """
[tool.ariadne-codegen]
schema_path = "{schema}"
queries_path = "{queries}"
target_package_name = "fulcrum_client"
target_package_path = "{folder}"
[tool.ariadne-codegen.scalars.DateTime]
type = "datetime.datetime"
"""


def run(context):
    python = context.python("ariadne-codegen")
    settings = context.folder / "client.toml"
    schema, queries = HERE.parents[1] / "schema.graphql", HERE / "clients.graphql"
    settings.write_text(SETTINGS.format(schema=schema, queries=queries, folder=context.folder), encoding="utf-8")
    made = context.finished([python.parent / "ariadne-codegen", "--config", settings])
    yield clients.step("a client is made", made)
    environment = {**clients.company(context), "PYTHONPATH": str(context.folder)}
    yield from clients.findings(context.finished([python, HERE / "ariadne_client.py"], env=environment))
