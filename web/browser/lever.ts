// The outside world by HTTP: the sandbox that plays Lever, and the mail catcher.
import type { APIRequestContext } from "@playwright/test";
import { expect } from "@playwright/test";

/** A posting in Lever's public JSON, made up for this test. */
const POSTING = {
  text: "Senior Backend Engineer, Payments",
  categories: {
    commitment: "Full-time",
    department: "Engineering",
    location: "Berlin",
    team: "Payments",
  },
  country: "DE",
  workplaceType: "hybrid",
  descriptionPlain:
    "You will own the ledger service that moves our customers' money. You work closely with risk, compliance and product, and take features from idea to production.",
  lists: [
    {
      text: "What you will do",
      content:
        "<li>Design and run services that must never lose a cent</li><li>Lead incident reviews and make sure that a failure happens once</li><li>Write design documents before writing code</li>",
    },
    {
      text: "What you bring",
      content:
        "<li>Five years of backend engineering in Rust, Go or Java</li><li>Experience with PostgreSQL under load</li><li>Clear writing</li>",
    },
  ],
  salaryRange: { min: 85_000, max: 110_000, currency: "EUR", interval: "per-year-salary" },
};

export interface Candidate {
  name: string;
  email: string;
}

/** What Lever shows of an opportunity. */
export interface Opportunity {
  opportunity: { tags: string[] };
  notes: { fields: { value: string }[] }[];
  files: { id: string; name: string }[];
}

export interface Mail {
  subject: string;
  text: string | null;
  html: string | null;
}

async function post<Answer>(request: APIRequestContext, url: string, data: object) {
  const response = await request.post(url, { data });
  expect(response.ok(), `POST ${url}: ${response.status()}`).toBe(true);
  return (await response.json()) as Answer;
}

async function read<Answer>(request: APIRequestContext, url: string): Promise<Answer> {
  const response = await request.get(url);
  expect(response.ok(), `GET ${url}: ${response.status()}`).toBe(true);
  return (await response.json()) as Answer;
}

/** `path` at the host of `base`, whether or not that ends in a slash. */
export function at(base: string, path: string): string {
  return new URL(path, base).href;
}

/** Publishes the posting; answers its id. */
export async function publish(request: APIRequestContext, sandbox: string): Promise<string> {
  const seeded = await post<{ postings: string[] }>(request, at(sandbox, "/control/seed"), {
    postings: [POSTING],
  });
  expect(seeded.postings).toHaveLength(1);
  return seeded.postings[0] ?? "";
}

/** Tags a posting so that everyone who applies from now on is invited. */
export async function inviteOnApplication(
  request: APIRequestContext,
  sandbox: string,
  posting: string,
): Promise<void> {
  await post(request, at(sandbox, `/control/postings/${posting}/tags`), {
    tags: ["Alex - On Application"],
  });
}

/** Someone applies to a posting; answers the opportunity's id. */
export async function apply(
  request: APIRequestContext,
  sandbox: string,
  posting: string,
  candidate: Candidate,
): Promise<string> {
  const application = await post<{ opportunity: string }>(request, at(sandbox, "/control/apply"), {
    posting,
    ...candidate,
  });
  return application.opportunity;
}

/** A person in Lever moves the candidate to a stage. */
export async function move(
  request: APIRequestContext,
  sandbox: string,
  opportunity: string,
  stage: string,
): Promise<void> {
  await post(request, at(sandbox, "/control/move"), { opportunity, stage });
}

export function opportunityOf(
  request: APIRequestContext,
  sandbox: string,
  id: string,
): Promise<Opportunity> {
  return read(request, at(sandbox, `/control/opportunities/${id}`));
}

/** The mails to an address by now. */
export function mailsTo(request: APIRequestContext, mail: string, email: string): Promise<Mail[]> {
  return read(request, at(mail, `/api/mails?to=${encodeURIComponent(email)}`));
}

/** The first thing found in the mails to an address, once it has arrived. */
async function inMails(
  request: APIRequestContext,
  mail: string,
  email: string,
  { what, find }: { what: string; find: (text: string) => string | undefined },
): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const mails = await mailsTo(request, mail, email);
        found = mails.map(({ text, html }) => find(`${text ?? ""}\n${html ?? ""}`)).find(Boolean);
        return found;
      },
      { message: `${what} to ${email}` },
    )
    .toBeTruthy();
  return found ?? "";
}

/** The link in the invite that was sent to an address. */
export function inviteLink(
  request: APIRequestContext,
  mail: string,
  email: string,
): Promise<string> {
  const find = (text: string) => /https?:\/\/[^\s"'<>]+\/i\/[\w-]+/.exec(text)?.[0];
  return inMails(request, mail, email, { what: "an invite", find });
}

/** Waits for a person's answer to an address, by its words. */
export function answered(
  request: APIRequestContext,
  mail: string,
  email: string,
  words: string,
): Promise<string> {
  const find = (text: string) => (text.includes(words) ? words : undefined);
  return inMails(request, mail, email, { what: "an answer", find });
}

/** The time that was confirmed to an address, by the candidate's clocks, as the mail writes it. */
export function confirmedTime(
  request: APIRequestContext,
  mail: string,
  email: string,
): Promise<string> {
  const find = (text: string) => /This is the time you chose [^:]+: (.+?\))/.exec(text)?.[1];
  return inMails(request, mail, email, { what: "a confirmation", find });
}
