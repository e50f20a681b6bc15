# Runs the Lever connector of hrflow-connectors with its own Python: its two pulling actions with its own
# mapping, its model of a posting, and its pushing one, through OAuth. Only the other side, HrFlow's
# boards and sources, is a list here. The connector has no setting for Lever's addresses but their prefix.
import http.client
import json
import logging
import os
import urllib.parse
import urllib.request

from hrflow_connectors import Lever
from hrflow_connectors.v1.connectors.lever.connector import format_opportunity
from hrflow_connectors.v1.connectors.lever.warehouse import (
    LEVER_REDIRECT_URI,
    LeverJobWarehouse,
    LeverProfileWarehouse,
)
from hrflow_connectors.v1.core.warehouse import ParametersModel, Warehouse, WarehouseReadAction, WarehouseWriteAction
from pydantic import ValidationError

LEVER = os.environ["LEVER_URL"]
SCOPES = "offline_access postings:read:admin opportunities:write:admin resumes:read:admin"
APP = {"client_id": "fulcrum-demo", "client_secret": "fulcrum-demo-secret"}
ADDRESSES = {"auth_domain": "sandbox-lever", "client_domain": "api.sandbox"}
LOG = logging.LoggerAdapter(logging.getLogger("conformance"))


def report(**finding):
    print(json.dumps(finding), flush=True)


def control(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{LEVER}/control{path}", data, method=method)) as answer:
        return json.load(answer)


def credentials():
    """Accepts on the consent page, as a super admin would, and brings the code back."""
    form = {
        "client_id": APP["client_id"],
        "redirect_uri": LEVER_REDIRECT_URI,
        "response_type": "code",
        "state": "conformance",
        "scope": SCOPES,
        "audience": "https://api.sandbox.lever.co/v1/",
        "decision": "accept",
    }
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(LEVER).netloc)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/authorize", urllib.parse.urlencode(form), headers)
    answer = connection.getresponse()
    back = urllib.parse.urlsplit(answer.getheader("Location") or "")
    code = urllib.parse.parse_qs(back.query).get("code")
    if code is None:
        raise SystemExit(f"consent: {answer.status} {answer.read().decode()}")
    return {**APP, **ADDRESSES, "authorization_code": code[0]}


def listing(name, data_type, items):
    """A warehouse that is a list, in the place of HrFlow's."""

    def write(adapter, parameters, written):
        items.extend(written)
        return []

    return Warehouse(
        name=name,
        data_type=data_type,
        read=WarehouseReadAction(parameters=ParametersModel, function=lambda *_, **__: iter(items)),
        write=WarehouseWriteAction(parameters=ParametersModel, function=write),
    )


def run(name, origin=None, target=None, **parameters):
    action = next(action for action in Lever.model.actions if action.name.value == name)
    changed = {side: warehouse for side, warehouse in (("origin", origin), ("target", target)) if warehouse}
    result = action.copy(update=changed).run(
        connector_name="Lever", workflow_id="conformance", action_parameters={}, **parameters
    )
    return result.status.value, {event.value: count for event, count in result.events.items() if count}


def pull(name, warehouse, endpoint, kind, limit):
    items = []
    status, events = run(
        name,
        target=listing("list", warehouse.data_type, items),
        origin_parameters={**credentials(), "limit": limit},
        target_parameters={},
    )
    if status == "success":
        how = f"action {name}, limit {limit}, its mapping"
        report(endpoint=endpoint, kind=kind, got=[item["reference"] for item in items], how=how)
    else:
        report(endpoint=endpoint, passed=False, how=f"action {name}: {status} {events}")
    return items


def check_model():
    """Reads postings, while its token expires, into the connector's model of one."""
    jobs, faults = [], []
    refused = control("GET", "/usage")["unauthorized"]
    reading = LeverJobWarehouse.read(LOG, LeverJobWarehouse.read.parameters(**credentials(), limit=50))
    for number, job in enumerate(reading):
        if number == 10:
            control("POST", "/expire", {})
        jobs.append(job["id"])
        try:
            LeverJobWarehouse.data_schema.parse_obj(job)
        except ValidationError as fault:
            faults.append(f"{job['id']}: {fault}")
    how = "its token expires while it reads postings: refreshes"
    if control("GET", "/usage")["unauthorized"] == refused + 1:
        report(endpoint="POST /oauth/token", kind="postings", got=jobs, how=how)
    else:
        report(endpoint="POST /oauth/token", passed=False, how=f"{how}: that did not happen")
    passed = not faults
    report(
        endpoint="GET /v1/postings", passed=passed, records=len(jobs),
        how="each fits its pydantic model" if passed else faults[0],
    )


def push():
    profiles = [
        {
            "info": {
                "full_name": f"Pushed Number {n}",
                "location": {"text": "Bristol"},
                "phone": "+44 20 7946 0000",
                "email": f"pushed.{n}@people.example",
                "urls": [{"url": f"https://people.example/{n}"}],
            },
            "experiences": [{"company": "Northgate Tools"}],
            "educations": [],
            "skills": [{"name": "rust"}],
            "created_at": "2026-01-02T03:04:05.000Z",
            "attachments": [],
        }
        for n in range(3)
    ]
    before = control("GET", "/inventory")
    status, events = run(
        "push_profile",
        origin=listing("list", LeverProfileWarehouse.data_type, profiles),
        origin_parameters={},
        target_parameters={**credentials(), "perform_as": before["super_admin"]},
    )
    known = {item["id"] for item in before["opportunities"]}
    new = [item for item in control("GET", "/inventory")["opportunities"] if item["id"] not in known]
    wanted = sorted(format_opportunity(profile)["emails"] for profile in profiles)
    passed = status == "success" and sorted(item["emails"] for item in new) == wanted
    passed = passed and all(item["tags"] == ["rust"] for item in new)
    report(
        endpoint="POST /v1/opportunities", passed=passed, records=len(new),
        how=f"action push_profile: {status} {events or ''}".strip(),
    )


def main():
    control("POST", "/callbacks", {"callbacks": [LEVER_REDIRECT_URI]})
    pull("pull_job_list", LeverJobWarehouse, "GET /v1/postings", "postings", 50)
    check_model()
    people = pull("pull_profile_list", LeverProfileWarehouse, "GET /v1/opportunities", "opportunities", 50)
    files = [file["file_name"] for person in people for file in person["attachments"]]
    wanted = sum(len(person["resumes"]) for person in control("GET", "/inventory")["opportunities"])
    report(
        endpoint="GET /v1/opportunities/:id/resumes", passed=len(files) == wanted, records=len(files),
        how=f"attachments of its profiles, of {wanted} résumés",
    )
    push()


main()
