# Runs tap-lever with its own Python: discovery, then everything it can read, checked as a Singer target
# would (each record against the schema the tap announced). Then again with an offset that is no good,
# and with Lever refusing and failing. The tap has no setting for Lever's address.
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

import jsonschema

# Before anything in the account was made.
START_DATE = "2025-07-01T00:00:00Z"
TAP = pathlib.Path(sys.executable).with_name("tap-lever")
CONTROL = os.environ["LEVER_URL"] + "/control"

# Stream: path and what the records are.
STREAMS = {
    "archive_reasons": ("/v1/archive_reasons", "archive_reasons"),
    "candidates": ("/v1/candidates", "opportunities"),
    "candidate_applications": ("/v1/candidates/:id/applications", "applications"),
    "candidate_offers": ("/v1/candidates/:id/offers", "offers"),
    "candidate_referrals": ("/v1/candidates/:id/referrals", "referrals"),
    "candidate_resumes": ("/v1/candidates/:id/resumes", "resumes"),
    "opportunities": ("/v1/opportunities", "opportunities"),
    "opportunity_applications": ("/v1/opportunities/:id/applications", "applications"),
    "opportunity_offers": ("/v1/opportunities/:id/offers", "offers"),
    "opportunity_referrals": ("/v1/opportunities/:id/referrals", "referrals"),
    "opportunity_resumes": ("/v1/opportunities/:id/resumes", "resumes"),
    "postings": ("/v1/postings", "postings"),
    "requisitions": ("/v1/requisitions", "requisitions"),
    "sources": ("/v1/sources", "sources"),
    "stages": ("/v1/stages", "stages"),
    "users": ("/v1/users", "users_active"),
}


def tap(folder, *arguments):
    """What the tap says on both outputs."""
    command = [TAP, "--config", folder / "config.json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"tap-lever {arguments}: {done.stderr[-2000:]}")
    return done.stdout, done.stderr


def sync(folder, catalog, wanted, state):
    """Lets the tap read some streams: the ids of each, how many records broke its schema, and its log."""
    for stream in catalog["streams"]:
        whole = next(entry for entry in stream["metadata"] if entry["breadcrumb"] == [])
        whole["metadata"]["selected"] = stream["stream"] in wanted
    (folder / "catalog.json").write_text(json.dumps(catalog))
    (folder / "state.json").write_text(json.dumps(state))
    output, log = tap(folder, "--catalog", folder / "catalog.json", "--state", folder / "state.json")
    ids, checks, broken = {stream: [] for stream in wanted}, {}, {}
    for line in output.splitlines():
        message = json.loads(line)
        stream = message.get("stream")
        if message["type"] == "SCHEMA":
            checks[stream] = jsonschema.Draft4Validator(message["schema"])
        elif message["type"] == "RECORD":
            record = message["record"]
            ids[stream].append(record.get("id") or record["text"])
            broken[stream] = broken.get(stream, 0) + (not checks[stream].is_valid(record))
    return ids, broken, log


def report(**finding):
    print(json.dumps(finding), flush=True)


def control(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(CONTROL + path, data, method=method)) as answer:
        return json.load(answer)


def again(how, stream, ids, happened):
    """Reports what a stream gave once more, if what was to disturb it did happen."""
    path, kind = STREAMS[stream]
    if happened:
        report(endpoint=f"GET {path}", kind=kind, got=ids[stream], how=how)
    else:
        report(endpoint=f"GET {path}", passed=False, how=f"{how}: that did not happen")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        config = {"token": os.environ["LEVER_KEY"], "start_date": START_DATE}
        (folder / "config.json").write_text(json.dumps(config))
        catalog = json.loads(tap(folder, "--discover")[0])
        ids, broken, _ = sync(folder, catalog, STREAMS, {})
        for stream, (path, kind) in STREAMS.items():
            how = f"stream {stream}"
            if broken.get(stream):
                report(endpoint=f"GET {path}", passed=False, how=f"{how}: {broken[stream]} break its schema")
            else:
                report(endpoint=f"GET {path}", kind=kind, got=ids[stream], how=f"{how}, its schemas")

        # The form of the old documentation, which the sandbox never hands out.
        bookmark = {"offset": "0.1414895548650.a6529dc1", "next_page": 3, "last_record": START_DATE}
        ids, _, log = sync(folder, catalog, ["opportunities"], {"bookmarks": {"opportunities": bookmark}})
        how = "told that an offset is invalid, starts again"
        again(how, "opportunities", ids, "Found invalid offset" in log)
        for fault in ("429", "503"):
            control("POST", "/faults", {"name": fault, "count": 2, "path": "/v1/users"})
            ids, _, _ = sync(folder, catalog, ["users"], {})
            happened = control("GET", "/faults")["happened"].get(fault) == 2
            control("DELETE", "/faults")
            again(f"waits after {fault}, twice", "users", ids, happened)


main()
