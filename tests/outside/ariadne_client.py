# Asks by the client that ariadne-codegen made. Run by with_ariadne_codegen.py.
import asyncio
import datetime
import json
import os

from fulcrum_client import CancelInterviewInput, Client, SetPostingDescriptionInput
from fulcrum_client.exceptions import GraphQLClientGraphQLMultiError

INTERVIEW = os.environ["FULCRUM_INTERVIEW"]
CANDIDATES = int(os.environ["FULCRUM_CANDIDATES"])


def tell(name, ok, detail):
    print(json.dumps({"name": name, "ok": bool(ok), "detail": str(detail)}), flush=True)


async def pages(client):
    seen, after, asked = [], None, 0
    while True:
        page = (await client.page(first=2, after=after)).interviews
        asked += 1
        seen += [node.id for node in page.nodes]
        assert all(isinstance(node.created_at, datetime.datetime) for node in page.nodes)
        if not page.page_info.has_next_page:
            return seen, page.total_count, asked
        after = page.page_info.end_cursor


async def main():
    url, token = os.environ["FULCRUM_URL"], os.environ["FULCRUM_TOKEN"]
    async with Client(url=url, headers={"Authorization": f"Bearer {token}"}) as client:
        seen, total, asked = await pages(client)
        whole = len(set(seen)) == len(seen) == total == CANDIDATES
        tell("a list is read page by page", whole and asked == 2, f"{len(seen)} of {total} in {asked} pages")

        one = (await client.interview(id=INTERVIEW)).interview
        quoted = [quote.text for rating in one.scorecard.ratings for quote in rating.quotes]
        said = " ".join(turn.answer for turn in one.transcript)
        good = one.plan.questions and one.timeline and one.report.size_bytes > 0
        tell(
            "an interview is read with all that hangs on it",
            good and quoted and all(quote in said for quote in quoted),
            f"{len(one.plan.questions)} questions, {len(one.transcript)} answers, {len(quoted)} quotes, "
            f"{len(one.timeline)} steps, {one.scorecard.overall} out of 100",
        )
        nobody = (await client.interview(id="interview:00000000-0000-7000-8000-000000000000")).interview
        tell("one that there is not is null", nobody is None, nobody)

        text = "What they do — “plans” \\ ünïcödé 🌱"
        described = SetPostingDescriptionInput(posting_id=one.posting.id, description=text)
        described = (await client.describe(input=described)).set_posting_description
        again = (await client.interview(id=INTERVIEW)).interview.posting.description
        tell("a mutation gives the thing as it is now", described.description == again == text, again)

        refused = await client.cancel(input=CancelInterviewInput(id=INTERVIEW, reason="too late"))
        refused = refused.cancel_interview
        is_problem = refused.typename__ == "Problem" and refused.code.value == "CONFLICT"
        tell("a mutation that is refused gives a typed problem", is_problem, refused.message)

        try:
            await client.page(first=0)
            tell("an error has a code", False, "none was raised")
        except GraphQLClientGraphQLMultiError as error:
            first = error.errors[0]
            tell("an error has a code", first.extensions["code"] == "INVALID", first.message)

    async with Client(url=url) as stranger:
        try:
            await stranger.page(first=1)
            tell("nobody is told to sign in", False, "they were let in")
        except GraphQLClientGraphQLMultiError as error:
            first = error.errors[0]
            tell("nobody is told to sign in", first.extensions["code"] == "UNAUTHENTICATED", first.message)


asyncio.run(main())
