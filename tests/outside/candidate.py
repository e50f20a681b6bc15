# A candidate who takes the interview behind a link, by the room's JSON endpoints.
import json
import uuid

ANSWER = (
    "When we had exactly this at my last company, I was asked to put it right. First I measured what happened "
    "and talked to six colleagues, because nobody knew the cause. I then built a small version myself and tested "
    "it with two customers. As a result the number of faults fell from 340 to 60 within 3 months."
)


def take(context, link):
    room = told(context, "GET", f"{link}/interview")
    room = told(context, "POST", f"{link}/consent", {"version": room["disclosure"]["version"]})
    while room["question"]:
        answer = {"key": str(uuid.uuid4()), "questionId": room["question"]["id"], "text": ANSWER}
        room = told(context, "POST", f"{link}/answers", answer)


def told(context, method, url, body=None):
    status, _, answer = context.ask(method, url, body)
    if status != 200:
        raise SystemExit(f"{method} {url.split('/i/')[0]}/i/…: {status} {answer.decode()}")
    return json.loads(answer)
