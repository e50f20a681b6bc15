// Asks by the client that graphql-codegen made. Run by with_graphql_codegen.py.
import { ClientError, GraphQLClient } from "graphql-request";
import { getSdk } from "./sdk.js";

const { FULCRUM_URL = "", FULCRUM_TOKEN, FULCRUM_INTERVIEW = "", FULCRUM_CANDIDATES } = process.env;
const client = getSdk(
  new GraphQLClient(FULCRUM_URL, { headers: { authorization: `Bearer ${FULCRUM_TOKEN}` } }),
);

function tell(name: string, ok: boolean, detail: string): void {
  console.log(JSON.stringify({ name, ok, detail }));
}

/** The code and the message of the error that something is answered by. */
async function refusal(asked: Promise<unknown>): Promise<[unknown, string]> {
  try {
    return [undefined, `it was answered: ${JSON.stringify(await asked)}`];
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const first = error.response.errors?.[0];
    return [first?.extensions?.code, first?.message ?? ""];
  }
}

const seen = new Set<string>();
let after: string | null | undefined;
let pages = 0;
let total: number;
do {
  const { interviews } = await client.page({ first: 2, after });
  for (const { id } of interviews.nodes) seen.add(id);
  pages += 1;
  total = interviews.totalCount;
  after = interviews.pageInfo.hasNextPage ? interviews.pageInfo.endCursor : undefined;
} while (after);
const whole = seen.size === total && total === Number(FULCRUM_CANDIDATES) && pages === 2;
tell("a list is read page by page", whole, `${seen.size} of ${total} in ${pages} pages`);

const { interview } = await client.interview({ id: FULCRUM_INTERVIEW });
const quotes = interview?.scorecard?.ratings.flatMap((rating) => rating.quotes) ?? [];
const said = interview?.transcript.map(({ answer }) => answer).join(" ") ?? "";
tell(
  "an interview is read with all that hangs on it",
  quotes.length > 0 &&
    quotes.every(({ text }) => said.includes(text)) &&
    (interview?.report?.sizeBytes ?? 0) > 0 &&
    (interview?.plan?.questions.length ?? 0) > 0,
  `${interview?.plan?.questions.length} questions, ${quotes.length} quotes, ${interview?.scorecard?.overall} out of 100`,
);
const nobody = await client.interview({ id: "interview:00000000-0000-7000-8000-000000000000" });
tell("one that there is not is null", nobody.interview === null, String(nobody.interview));

const description = "What they do — “plans” \\ ünïcödé 🌱";
const postingId = interview?.posting?.id ?? "";
const { setPostingDescription } = await client.describe({ input: { postingId, description } });
tell(
  "a mutation gives the thing as it is now",
  setPostingDescription.__typename === "Posting" && setPostingDescription.description === description,
  JSON.stringify(setPostingDescription),
);
const { cancelInterview } = await client.cancel({ input: { id: FULCRUM_INTERVIEW, reason: "too late" } });
tell(
  "a mutation that is refused gives a typed problem",
  cancelInterview.__typename === "Problem" && cancelInterview.code === "CONFLICT",
  JSON.stringify(cancelInterview),
);
const [code, message] = await refusal(client.page({ first: 0 }));
tell("an error has a code", code === "INVALID", message);
const stranger = getSdk(new GraphQLClient(FULCRUM_URL));
const [strangers, told] = await refusal(stranger.page({ first: 1 }));
tell("nobody is told to sign in", strangers === "UNAUTHENTICATED", told);
