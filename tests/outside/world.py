# The world of one program from outside: `fulcrum demo` on a store of its own, with the stand-in for Lever
# and the mail catcher; what people do in it; and where programs are installed.
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "sandbox" / "conformance"))

import install  # noqa: E402  (it lies there)

PROGRAM_SECONDS = 900
PATIENCE_SECONDS = 60
# A program from outside asks with one link, from one address, what thousands of people do.
SETTINGS = {"FULCRUM__LIMITS__LINK_PER_MINUTE": "1000000"}


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(Unfollowed)


class World:
    """What a module's `run` is given."""

    def __init__(self, fulcrum, home, folder):
        self.fulcrum, self.home, self.folder = fulcrum, home, folder
        self.log = folder / "fulcrum.log"
        self.server = self.sandbox = self.mail = self.cookie = None
        self.applied = 0
        self.died = self.ended = None
        self.last_words = ""

    # Asking.

    def ask(self, method, url, body=None, headers=None):
        """Status, headers and bytes; a dict goes as JSON. Follows no redirects."""
        headers = dict(headers or {})
        if isinstance(body, (dict, list)):
            headers.setdefault("content-type", "application/json")
            body = json.dumps(body).encode()
        request = urllib.request.Request(url, body, headers, method=method)
        try:
            with OPENER.open(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.headers, refusal.read()

    def asked(self, method, url, body=None, headers=None):
        """The JSON of an answer that must be good."""
        status, _, text = self.ask(method, url, body, headers)
        if status >= 400:
            raise SystemExit(f"{method} {url}: {status} {text.decode(errors='replace')}")
        return json.loads(text) if text else None

    def graphql(self, query, variables=None):
        """The data of a query that the Super Admin asks."""
        body = {"query": query, "variables": variables or {}}
        answer = self.asked("POST", f"{self.server}/graphql", body, {"cookie": self.cookie})
        if answer.get("errors"):
            raise SystemExit(f"{query}: {answer['errors']}")
        return answer["data"]

    def api_token(self):
        """One of the Super Admin, that may do all they may."""
        query = """mutation { createApiToken(input: {name: "outside", scope: WRITE}) {
            ... on CreatedApiToken { token } ... on Problem { message } } }"""
        return self.graphql(query)["createApiToken"]["token"]

    # What people do.

    def sign_in(self, link):
        _, headers, _ = self.ask("POST", link)
        self.cookie = headers["set-cookie"].split(";")[0]

    def connect(self):
        """The operator connects Lever, and it is set up."""
        query = "mutation { connectLever { ... on ConnectLever { authorizeUrl } } }"
        consent = self.graphql(query)["connectLever"]["authorizeUrl"]
        form = urllib.parse.parse_qsl(urllib.parse.urlsplit(consent).query) + [("decision", "accept")]
        form = urllib.parse.urlencode(form).encode()
        _, headers, _ = self.ask("POST", f"{self.sandbox}/authorize", form)
        self.ask("GET", headers["location"], headers={"cookie": self.cookie})
        query = "{ integration { status webhooks { event } triggerStatus } }"

        def is_set_up():
            it = self.graphql(query)["integration"]
            return it["status"] == "CONNECTED" and len(it["webhooks"]) == 3 and it["triggerStatus"] == "READY"

        self.until(is_set_up, "Lever is set up")

    def invite(self, count=1):
        """So many more candidates apply and are moved; the links in their invites."""
        control = f"{self.sandbox}/control"
        posting = self.asked("GET", f"{control}/postings")["postings"][0]["id"]
        stages = self.asked("GET", f"{control}/stages")["stages"]
        stage = next(stage["id"] for stage in stages if stage["text"] == "On-site Interview")
        emails = []
        for _ in range(count):
            self.applied += 1
            email = f"outside.{self.applied}@people.example"
            person = {"posting": posting, "name": f"Candidate Number {self.applied}", "email": email}
            opportunity = self.asked("POST", f"{control}/apply", person)["opportunity"]
            self.asked("POST", f"{control}/move", {"opportunity": opportunity, "stage": stage})
            emails.append(email)
        return [self.until(lambda: self.link_to(email), f"an invite to {email}") for email in emails]

    def link_to(self, email):
        mails = self.asked("GET", f"{self.mail}/api/mails?to={urllib.parse.quote(email)}")
        found = (re.search(r"https?://\S+/i/[\w-]+", mail["text"] or "") for mail in mails)
        return next((link.group() for link in found if link), None)

    def until(self, found, what):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (thing := found()):
            if time.monotonic() > deadline:
                raise SystemExit(f"waited in vain until {what}")
            time.sleep(0.1)
        return thing

    # Programs.

    def python(self, name):
        """The Python of a folder with what `requirements/<name>.txt` pins."""
        pins = HERE / "requirements" / f"{name}.txt"
        install.once(self.home / name, [pins], lambda home: install.into_venv(home, pins))
        return self.home / name / "bin" / "python"

    def node(self, name):
        """A folder with what `node/<name>/package-lock.json` pins."""
        files = [file for file in sorted((HERE / "node" / name).iterdir()) if file.is_file()]
        install.once(self.home / name, files, lambda home: install.into_node_modules(home, files))
        return self.home / name

    def finished(self, command, env=None, **options):
        options = {"capture_output": True, "text": True, "timeout": PROGRAM_SECONDS, "check": False, **options}
        return subprocess.run(command, env={**os.environ, **(env or {})}, **options)


@contextlib.contextmanager
def started(fulcrum, home):
    """A fresh world; `ended` of it tells how the server went, once it has gone."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(fulcrum, home, pathlib.Path(folder))
        command = [fulcrum, "demo", "--json-links", "--port", "0", "--data", world.folder / "data"]
        with open(world.log, "w", encoding="utf-8") as log:
            process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, **SETTINGS}
            )
        try:
            line = process.stdout.readline()
            if not line:
                raise SystemExit(f"the server did not start: {world.log.read_text(encoding='utf-8')}")
            links = {name: link.rstrip("/") for name, link in json.loads(line).items()}
            world.sandbox, world.mail = links["sandbox"], links["mail"]
            address = urllib.parse.urlsplit(links["dashboard"])
            world.server = f"{address.scheme}://{address.netloc}"
            world.sign_in(links["dashboard"])
            yield world
            world.died = process.poll()
            process.terminate()
            world.ended = process.wait(PATIENCE_SECONDS)
            world.last_words = world.log.read_text(encoding="utf-8")[-2000:]
        finally:
            process.kill()
            process.wait()
