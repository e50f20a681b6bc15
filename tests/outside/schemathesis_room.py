# Hooks of Schemathesis: puts candidates' links in, and what a page would know of the interview: the
# question that is asked now, the wording that is agreed to. A link whose interview is over gives way to
# the next one, as long as there are any. What Schemathesis makes wrong on purpose stays as it made it.
import json
import os
import urllib.error
import urllib.request

import schemathesis
import schemathesis_bodies  # noqa: F401: one module of hooks is loaded, which loads the other

SERVER = os.environ["SERVER"]
LINKS = json.loads(os.environ["LINKS"])


def state(token):
    try:
        with urllib.request.urlopen(f"{SERVER}/i/{token}/interview") as answer:
            return json.load(answer)
    except urllib.error.HTTPError:
        return {}


def is_meant_well(case):
    return case.meta is None or case.meta.generation.mode.is_positive


@schemathesis.hook
def before_call(context, case, kwargs):
    if "token" not in (case.path_parameters or {}) or not case.path.startswith("/i/"):
        return
    case.path_parameters["token"] = LINKS[0]
    if not is_meant_well(case) or not isinstance(case.body, dict):
        return
    if case.path.endswith("/answers"):
        question = state(LINKS[0]).get("question")
        while question is None and len(LINKS) > 1:
            del LINKS[0]
            question = state(LINKS[0]).get("question")
        case.path_parameters["token"] = LINKS[0]
        if question is not None:
            case.body["questionId"] = question["id"]
    elif case.path.endswith("/consent"):
        case.body["version"] = state(LINKS[0]).get("disclosure", {}).get("version", "")
