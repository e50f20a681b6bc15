# Runs dlt's REST source with its own Python, loads what it reads into DuckDB and counts the rows there.
# Lever's address is a setting of the source; what it reads is said here, how is dlt's.
import json
import os
import tempfile
import urllib.request

folder = tempfile.TemporaryDirectory()
os.environ.update({
    "DLT_DATA_DIR": folder.name,
    "DLT_PROJECT_DIR": folder.name,
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "ERROR",
})

import dlt  # noqa: E402
from dlt.sources.rest_api import rest_api_source  # noqa: E402

LEVER = os.environ["LEVER_URL"]
LIMIT = 50
# Small, so that lists within an opportunity need several pages too.
LIMIT_WITHIN = 2

# Table: path, parameters, what the rows are.
LISTS = {
    "users": ("users", {"includeDeactivated": "true"}, "users"),
    "users_active": ("users", {}, "users_active"),
    "stages": ("stages", {"limit": 3}, "stages"),
    "archive_reasons": ("archive_reasons", {"limit": 3}, "archive_reasons"),
    "tags": ("tags", {}, "tags"),
    "sources": ("sources", {"limit": 1}, "sources"),
    "postings": ("postings", {}, "postings"),
    "requisitions": ("requisitions", {}, "requisitions"),
    "feedback_templates": ("feedback_templates", {"limit": 1}, "feedback_templates"),
    "form_templates": ("form_templates", {"limit": 1}, "form_templates"),
    "postings_deleted": ("postings/deleted", {"limit": 2}, "postings_deleted"),
    "opportunities": ("opportunities", {}, "opportunities"),
    "opportunities_expanded": (
        "opportunities",
        {"expand": ["applications", "contact", "stage"], "archived": "false"},
        "opportunities_open",
    ),
    "candidates": ("candidates", {}, "opportunities"),
    "opportunities_deleted": ("opportunities/deleted", {"limit": 2}, "opportunities_deleted"),
    "applications_deleted": ("applications/deleted", {"limit": 2}, "applications_deleted"),
}
WITHIN = [
    "applications", "feedback", "files", "forms", "interviews", "notes", "offers", "panels", "referrals", "resumes",
]


def report(**finding):
    print(json.dumps(finding), flush=True)


def control(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{LEVER}/control{path}", data, method=method)) as answer:
        return json.load(answer)


def source(*resources):
    return rest_api_source({
        "client": {
            "base_url": f"{LEVER}/v1/",
            "auth": {"type": "http_basic", "username": os.environ["LEVER_KEY"], "password": ""},
            "paginator": {
                "type": "cursor",
                "cursor_path": "next",
                "cursor_param": "offset",
                "has_more_path": "hasNext",
            },
        },
        "resource_defaults": {"write_disposition": "append", "endpoint": {"data_selector": "data"}},
        "resources": list(resources),
    })


def column(pipeline, table, name="id"):
    """A column of a table; a list that had nothing made no table."""
    if table not in pipeline.default_schema.data_table_names():
        return []
    with pipeline.sql_client() as client:
        return [row[0] for row in client.execute_sql(f'SELECT "{name}" FROM "{table}"')]


def everything():
    resources = [
        {"name": table, "endpoint": {"path": path, "params": {"limit": LIMIT, **params}}}
        for table, (path, params, _) in LISTS.items()
    ]
    resources += [
        {
            "name": f"opportunity_{kind}",
            "endpoint": {
                "path": f"opportunities/{{resources.opportunities.id}}/{kind}",
                "params": {"limit": LIMIT_WITHIN},
            },
        }
        for kind in WITHIN
    ]
    resources.append({
        "name": "contacts",
        "endpoint": {"path": "contacts/{resources.opportunities.contact}", "paginator": "single_page"},
    })
    pipeline = new_pipeline("everything")
    pipeline.run(source(*resources)).raise_on_failed_jobs()
    for table, (path, params, kind) in LISTS.items():
        key = "text" if kind in ("tags", "sources") else "id"
        shown = ", ".join(f"{name}={value}" for name, value in {"limit": LIMIT, **params}.items())
        report(endpoint=f"GET /v1/{path}", kind=kind, got=column(pipeline, table, key), how=f"DuckDB, {shown}")
    for kind in WITHIN:
        got = column(pipeline, f"opportunity_{kind}")
        how = f"DuckDB, limit={LIMIT_WITHIN}"
        report(endpoint=f"GET /v1/opportunities/:id/{kind}", kind=kind, got=got, how=how)
    report(
        endpoint="GET /v1/contacts/:id", kind="contacts_of_opportunities", got=column(pipeline, "contacts"),
        how="DuckDB, one for each opportunity",
    )


def changes():
    """Reads by `updated_at_start`, then only what three moves changed; Lever refuses and fails on the way."""
    changed = {
        "name": "changed",
        "endpoint": {
            "path": "opportunities",
            "params": {"limit": LIMIT, "updated_at_start": "{incremental.start_value}"},
            "incremental": {"cursor_path": "updatedAt", "initial_value": 0},
        },
    }
    pipeline = new_pipeline("changes")
    pipeline.run(source(changed)).raise_on_failed_jobs()
    first = column(pipeline, "changed")
    people = control("GET", "/inventory")["opportunities"]
    moved = [person["id"] for person in people if person["stage"] != "offer"][:3]
    for person in moved:
        control("POST", "/move", {"opportunity": person, "stage": "offer"})
    faults = ["429", "503", "reset"]
    for fault in faults:
        control("POST", "/faults", {"name": fault, "count": 1, "path": "/v1/opportunities"})
    pipeline.run(source(changed)).raise_on_failed_jobs()
    happened = control("GET", "/faults")["happened"]
    control("DELETE", "/faults")
    second = column(pipeline, "changed")
    for known in first:
        second.remove(known)
    passed = all(happened.get(fault) == 1 for fault in faults)
    passed = passed and sorted(first) == sorted(person["id"] for person in people) and sorted(second) == sorted(moved)
    report(
        endpoint="GET /v1/opportunities", passed=passed, records=len(first) + len(second),
        how="incremental by updated_at_start; 429, 503 and reset on the way",
    )


def new_pipeline(name):
    database = os.path.join(folder.name, f"{name}.duckdb")
    return dlt.pipeline(name, destination=dlt.destinations.duckdb(database), dataset_name="lever")


everything()
changes()
folder.cleanup()
