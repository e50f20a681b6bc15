# The Lever of one run: starts `fulcrum sandbox` and fills it, so that its lists need several pages.
# Also starts mitmproxy, which answers in Lever's name from the sandbox and lets nothing else through.
import base64
import contextlib
import json
import re
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

LEVERS = ["api.lever.co", "api.sandbox.lever.co", "auth.lever.co", "sandbox-lever.auth0.com"]
START_SECONDS = 60

POSTINGS = 120
CANDIDATES = 130
USERS = 110
REQUISITIONS = 105
NOTES_OF_ONE = 105
WITH_PAPERS = 12
ARCHIVED = 7
DELETED = 3


@contextlib.contextmanager
def running(command, **options):
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(ready, process, name):
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"{name} did not start")
        time.sleep(0.1)


def listens(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def sandbox(program, log):
    port = free_port()
    command = [program, "sandbox", "--port", str(port), "--mail-port", "0", "--smtp-port", "0"]
    with open(log, "w", encoding="utf-8") as output, running(command, stdout=output, stderr=output) as process:
        wait_until(lambda: listens(port), process, "the sandbox")
        yield Lever(f"http://127.0.0.1:{port}")


@contextlib.contextmanager
def proxy(home, folder, lever):
    """Yields the environment that sends a program's requests for Lever through mitmproxy."""
    port = free_port()
    authority = folder / "mitmproxy-ca-cert.pem"
    command = [home / "bin" / "mitmdump", "--quiet", "--listen-host", "127.0.0.1", "--listen-port", str(port)]
    settings = [
        f"confdir={folder}",
        # Never look at the real server.
        "connection_strategy=lazy",
        "upstream_cert=false",
        r'block_list=/!(~d "^(%s|127\.0\.0\.1)$")/444' % "|".join(map(re.escape, LEVERS)),
    ]
    for setting in settings:
        command += ["--set", setting]
    for host in LEVERS:
        command += ["--map-remote", f"|^https://{re.escape(host)}/|{lever.url}/"]
    with running(command) as process:
        wait_until(lambda: listens(port) and authority.exists(), process, "mitmproxy")
        address = f"http://127.0.0.1:{port}"
        yield {
            "HTTPS_PROXY": address,
            "https_proxy": address,
            "NO_PROXY": "",
            "no_proxy": "",
            "REQUESTS_CA_BUNDLE": str(authority),
            "SSL_CERT_FILE": str(authority),
            "NODE_EXTRA_CA_CERTS": str(authority),
        }


class Lever:
    """The sandbox, as people in the account see it: over `/control`, and over the API with its key."""

    def __init__(self, url):
        self.url = url
        self.key = self.control("GET", "/api_key")["api_key"]

    def control(self, method, path, body=None):
        return self.ask(method, f"/control{path}", body)

    def api(self, method, path, body=None, **query):
        basic = base64.b64encode(f"{self.key}:".encode()).decode()
        path = f"/v1{path}?{urllib.parse.urlencode(query)}"
        answer = self.ask(method, path, body, {"Authorization": f"Basic {basic}"})
        # Making a profile form answers without the envelope.
        return answer.get("data", answer)

    def ask(self, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if isinstance(body, Form):
            headers["Content-Type"] = f"multipart/form-data; boundary={body.boundary}"
            data = body.data()
        else:
            headers["Content-Type"] = "application/json"
            data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refusal:
            raise SystemExit(f"seeding: {method} {path}: {refusal.code} {refusal.read().decode()}") from refusal
        return json.loads(text) if text else None

    def inventory(self):
        """The ids of all there is, counted without the code of the API's lists."""
        return self.control("GET", "/inventory")

    def wanted(self):
        """Ids by kind, as a program should get them."""
        known = self.inventory()
        people = known["opportunities"]
        within = {
            kind: [item for person in people for item in person[kind]]
            for kind in ("applications", "notes", "files", "resumes", "feedback", "panels", "interviews", "forms")
        }
        return {
            **known,
            **within,
            # Nothing of the kind is in this account.
            "offers": [],
            "referrals": [],
            "opportunities": [person["id"] for person in people],
            "opportunities_open": [person["id"] for person in people if not person["archived"]],
            "contacts_of_opportunities": [person["contact"] for person in people],
        }

    def fill(self):
        self.control("POST", "/requisitions", {"requisitions": [requisition(n) for n in range(REQUISITIONS)]})
        postings = [posting(n) for n in range(POSTINGS + DELETED)]
        postings = self.control("POST", "/seed", {"postings": postings})["postings"]
        for posting_id in postings[POSTINGS:]:
            self.control("POST", f"/postings/{posting_id}/delete")
        known = self.inventory()
        admin = known["super_admin"]
        for n in range(USERS):
            self.api("POST", "/users", user(n))
        people = [
            self.control("POST", "/apply", {
                "posting": postings[n % POSTINGS],
                "name": f"Candidate Number {n}",
                "email": f"candidate.{n}@people.example",
            })["opportunity"]
            for n in range(CANDIDATES)
        ]
        stages = known["stages"]
        for n, opportunity in enumerate(people):
            self.control("POST", "/move", {"opportunity": opportunity, "stage": stages[n % len(stages)]})
        for opportunity in people[-DELETED:]:
            self.control("POST", "/delete", {"opportunity": opportunity})
        for opportunity in people[:ARCHIVED]:
            self.control("POST", "/archive", {"opportunity": opportunity})
        for n in range(NOTES_OF_ONE):
            self.api("POST", f"/opportunities/{people[0]}/notes", {"value": f"Note {n}"}, perform_as=admin)
        template = next(
            template
            for template in self.api("GET", "/feedback_templates")
            if any(field["type"] == "score-system" for field in template["fields"])
        )
        for n, opportunity in enumerate(people[ARCHIVED : ARCHIVED + WITH_PAPERS]):
            self.add_papers(opportunity, n, template, admin)

    def add_papers(self, opportunity, n, template, admin):
        """Notes, files, feedback, profile forms, a panel of interviews; and someone else with a résumé."""
        root = f"/opportunities/{opportunity}"
        for text in ("First call went well.", "Second call too.", "To be invited."):
            self.api("POST", f"{root}/notes", {"value": text, "score": 3}, perform_as=admin)
        for name in ("report.pdf", "cover.txt", "photo.png"):
            self.api("POST", f"{root}/files", Form(file=(name, b"%PDF-1.4 one page")), perform_as=admin)
        values = [
            {"id": field["id"], "value": field["options"][0]["text"]}
            for field in template["fields"]
            if field["type"] == "score-system"
        ]
        feedback = {"baseTemplateId": template["id"], "fieldValues": values, "completedAt": now_ms()}
        for _ in range(3):
            self.api("POST", f"{root}/feedback", feedback, perform_as=admin)
        form = self.api("GET", "/form_templates")[0]
        fields = [{"text": field["text"], "value": "91"} for field in form["fields"]]
        for _ in range(3):
            self.api("POST", f"{root}/forms", {"baseTemplateId": form["id"], "fields": fields}, perform_as=admin)
        interview = {"interviewers": [{"id": admin, "feedbackTemplate": template["id"]}], "duration": 30}
        panel = {
            "timezone": "Europe/Amsterdam",
            "interviews": [
                {**interview, "subject": f"Interview {part}", "date": now_ms() + (part + n) * 3_600_000}
                for part in (1, 2, 3)
            ],
        }
        self.api("POST", f"{root}/panels", panel, perform_as=admin)
        person = {
            "name": f"Sourced Number {n}",
            "headline": "Northgate Tools",
            "emails[]": f"sourced.{n}@people.example",
            "sources[]": f"Fair {n}",
        }
        resume = ("resume.pdf", b"%PDF-1.4 a life")
        self.api("POST", "/opportunities", Form(**person, resumeFile=resume), perform_as=admin)


def now_ms():
    return int(time.time() * 1000)


class Form:
    """A multipart body; a file is a pair of its name and bytes."""

    def __init__(self, **fields):
        self.boundary = uuid.uuid4().hex
        self.fields = fields

    def data(self):
        parts = []
        for name, value in self.fields.items():
            head = f'Content-Disposition: form-data; name="{name}"'
            if isinstance(value, tuple):
                head += f'; filename="{value[0]}"\r\nContent-Type: application/octet-stream'
                value = value[1]
            else:
                value = value.encode()
            parts.append(f"--{self.boundary}\r\n{head}\r\n\r\n".encode() + value + b"\r\n")
        return b"".join(parts) + f"--{self.boundary}--\r\n".encode()


def user(n):
    return {"name": f"Colleague {n}", "email": f"colleague.{n}@fernhill.example", "accessRole": "interviewer"}


def requisition(n):
    return {"requisitionCode": f"ENG-{n}", "name": f"Engineer {n}"}


def posting(n):
    """With every field that the models of hrflow-connectors demand."""
    return {
        "text": f"Engineer of Line {n}",
        "categories": {
            "commitment": "Full-time",
            "department": "Engineering",
            "level": "Senior",
            "location": "Bristol",
            "team": f"Team {n % 9}",
            "allLocations": ["Bristol"],
        },
        "country": "GB",
        "reqCode": f"REQ-{n}",
        "description": "<div>Machines that weed.</div>",
        "descriptionPlain": "Machines that weed.",
        "lists": [{"text": "What you will do", "content": "<li>Build</li><li>Mend</li>"}],
        "additional": "<div>We answer everyone.</div>",
        "additionalPlain": "We answer everyone.",
        "salaryRange": {"min": 40000 + n, "max": 50000 + n, "currency": "GBP", "interval": "per-year-salary"},
        "tags": [f"Line {n}"],
    }
