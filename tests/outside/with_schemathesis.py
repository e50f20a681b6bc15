# Schemathesis, over every endpoint that /openapi.json describes: with made-up links, and with candidates'
# links in each state of an interview. No answer may be a fault of ours, none other than described, nothing
# that is as described may be refused as malformed, and nothing else taken.
import json
import os
import pathlib
import re
import time

HERE = pathlib.Path(__file__).parent

EXAMPLES = os.environ.get("EXAMPLES", "50")
SEED = os.environ.get("SEED", "1")
# So that answers of all kinds find a question that is still asked.
BEGUN = 12

ROOM = ["--include-path-regex", "^/i/"]


def run(context):
    context.connect()
    invited, agreeing, declined, finished, erased, *begun = context.invite(5 + BEGUN)
    for link in [finished, *begun]:
        begin(context, link)
    answer_all(context, finished)
    for link in [declined, erased]:
        context.asked("POST", f"{link}/human")
    erase(context, erased)
    bearer = f"Authorization: Bearer {context.api_token()}"
    states = {
        "nobody's link": ([], None),
        "an operator": (["--exclude-path-regex", "^/i/", "--header", bearer], None),
        "invited": ([*ROOM, "--exclude-path-regex", "/(human|consent)$"], [invited]),
        "agreeing": (["--include-path-regex", "^/i/.*/consent$"], [agreeing]),
        "in progress": ([*ROOM, "--exclude-path-regex", "/human$"], begun),
        "completed": (ROOM, [finished]),
        "asked for a person": (ROOM, [declined]),
        "erased": (ROOM, [erased]),
    }
    return [look(context, *state) for state in states.items()]


def look(context, state, how):
    """One run: the state, whether all was well, and what was tried or found."""
    arguments, links = how
    program = context.python("schemathesis").with_name("schemathesis")
    command = [
        program, "--config-file", HERE / "schemathesis.toml", "run", f"{context.server}/openapi.json", *arguments,
        "--max-examples", EXAMPLES, "--seed", SEED, "--checks", "all", "--continue-on-failure",
        "--generation-database", "none", "--no-color", "--warnings", "off",
    ]
    environment = {"SCHEMATHESIS_HOOKS": "schemathesis_bodies", "PYTHONPATH": str(HERE)}
    if links is not None:
        tokens = [link.rsplit("/", 1)[1] for link in links]
        environment |= {"SCHEMATHESIS_HOOKS": "schemathesis_room", "SERVER": context.server, "LINKS": json.dumps(tokens)}
    begun = time.monotonic()
    done = context.finished(command, env=environment, cwd=context.folder)
    took = f"{time.monotonic() - begun:.0f} s"
    tried = re.findall(r"(\d+) generated", done.stdout)
    if done.returncode == 0:
        return state, True, f"{tried[-1] if tried else '?'} requests in {took}"
    return state, False, f"exit {done.returncode} after {took}\n{done.stdout[-12000:]}{done.stderr[-2000:]}"


def begin(context, link):
    version = context.asked("GET", f"{link}/interview")["disclosure"]["version"]
    context.asked("POST", f"{link}/consent", {"version": version})


def answer_all(context, link):
    room = context.asked("GET", f"{link}/interview")
    for number in range(100):
        if room["question"] is None:
            return
        key = f"00000000-0000-4000-8000-{number:012}"
        text = "I measured it first, then I built a small version of it, and as a result it was fast."
        answer = {"key": key, "questionId": room["question"]["id"], "text": text}
        room = context.asked("POST", f"{link}/answers", answer)
    raise SystemExit("an interview that does not end")


def erase(context, link):
    name = context.asked("GET", f"{link}/data")["name"]
    mutation = """mutation($input: EraseInterviewInput!) { eraseInterview(input: $input) {
        __typename ... on Problem { message } } }"""

    def is_erased():
        nodes = context.graphql("{ interviews(first: 100) { nodes { id candidateName } } }")["interviews"]["nodes"]
        wanted = [node["id"] for node in nodes if node["candidateName"] == name]
        if not wanted:
            return True
        context.graphql(mutation, {"input": {"id": wanted[0], "reason": "Asked for it."}})
        return context.ask("GET", f"{link}/interview")[0] == 410

    context.until(is_erased, "an interview is erased")
