// The whole story in a browser: an operator connects Lever, three candidates are invited, one chooses a time and
// takes the interview on two phones with dead spots and a kill, one asks for a person, and Lever ends up with tags,
// note and PDF. At last Lever is disconnected, and connected again.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, type Links, signInOnce, test } from "./fulcrum";
import {
  answered,
  apply,
  at,
  type Candidate,
  inviteLink,
  inviteOnApplication,
  move,
  opportunityOf,
  publish,
} from "./lever";
import { expectAccessible, expectAccessibleEverywhere, expectReflow, picture } from "./look";
import type { Receiver } from "./receiver";
import {
  askForAPerson,
  askTheCompany,
  chooseATime,
  consentAndAnswerTwo,
  phone,
  readInSpanish,
  resumeAndFinish,
  seeOtherEnds,
  seeTheTime,
} from "./room";

const PASSWORD = "a fulcrum moves the world";

/** Takes the interview. */
const ADA: Candidate = { name: "Ada Okafor", email: "ada.okafor@example.com" };
/** Would rather talk to a person. */
const BRUNO: Candidate = { name: "Bruno Keller", email: "bruno.keller@example.com" };
/** Applies when the posting has the tag, asks something, and does not begin. */
const CLARA: Candidate = { name: "Clara Lindholm", email: "clara.lindholm@example.com" };

/** Speaks Spanish. */
const DELIA: Candidate = { name: "Delia Marín", email: "delia.marin@example.com" };

/** Comes in by the one-time link and sets a password, so that one can come again. */
async function settle(page: Page, links: Links): Promise<void> {
  await signInOnce(page, links);
  await expect(page.getByRole("heading", { name: "Interviews", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set a password" }).click();
  const dialog = page.getByRole("dialog", { name: "Set your password" });
  await dialog.getByLabel("New password").fill("too short");
  await dialog.getByRole("button", { name: "Save password" }).click();
  await expect(dialog.getByText("At least 12 characters, please.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("New password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Save password" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Set a password" })).toHaveCount(0);
  await askNoFollowUps(page);
}

/** Has no follow-ups asked: how many questions there are is told in advance here. */
async function askNoFollowUps(page: Page): Promise<void> {
  const query = "mutation { setInterviewRules(input: { followUps: 0 }) { __typename } }";
  const answer = await page.evaluate(async (body) => {
    const headers = { "content-type": "application/json" };
    return (await fetch("/graphql", { method: "POST", headers, body })).text();
  }, JSON.stringify({ query }));
  expect(answer).toContain('"Tenant"');
}

/** Signs out, finds the one-time link used up, and signs in by the password. */
async function comeAgain(page: Page, links: Links): Promise<void> {
  await page.goto(at(links.dashboard, "/interviews"));
  const menu = page.getByRole("button", { name: /^Signed in as/ });
  await menu.click();
  const address = await page
    .getByRole("menu")
    .getByText(/^\S+@\S+$/)
    .innerText();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await signInOnce(page, links);
  await expect(page.getByRole("alert")).toContainText("used already");
  await expectAccessible(page);
  await page.getByLabel("Email").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(menu).toBeVisible();
}

/** Connects Lever through its consent page; answers the id of the trigger stage. */
async function connect(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Settings" }).click();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Integrations" }).click();
  await page.getByRole("link", { name: "Lever", exact: true }).click();
  const connectButton = page.getByRole("button", { name: "Connect to Lever" });
  await expect(connectButton).toBeEnabled();
  await expectAccessible(page);
  await connectButton.click();

  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page).toHaveURL(/\/settings\/integrations\/lever\?connected=1/);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect(page.getByText("Application Created").first()).toBeVisible();
  await expect(page.getByText("Candidate Stage Change").first()).toBeVisible();
  const triggers = page.getByRole("region", { name: "Who is invited" });
  await expect(triggers.getByText("On-site Interview")).toBeVisible();
  await expect(page.getByText(/^Last looked/)).toBeVisible();
  await expect(page.getByText("Everything works")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "lever-settings");
  return triggerStage(page);
}

/** Lever's id of the stage that triggers. */
async function triggerStage(page: Page): Promise<string> {
  const id = await page.evaluate(async () => {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ integration { triggerStages { id } } }" }),
    });
    const { data } = await response.json();
    return data.integration.triggerStages[0].id;
  });
  expect(id).toBeTruthy();
  return id;
}

/** Ends the connection, finds that said on every page and to who has not begun, and connects again. */
async function disconnectAndConnectAgain(
  page: Page,
  dashboard: string,
  link: string,
): Promise<void> {
  const lever = at(dashboard, "/settings/integrations/lever");
  const lost = page.getByRole("alert").filter({ hasText: "Lever is disconnected" });
  await page.goto(lever);
  await page.getByRole("button", { name: "Disconnect", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Disconnect Lever" }).click();
  await expect(lost).toContainText("Connect again");
  await expectAccessible(page);
  await page.goto(at(dashboard, "/interviews"));
  await expect(lost).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(CLARA.name) })).toContainText("Paused");
  await expectAccessible(page);
  const room = await page.context().newPage();
  await room.goto(link);
  await expect(room.getByRole("heading", { name: "This interview is paused." })).toBeFocused();
  await expectAccessibleEverywhere(room);

  await lost.getByRole("link").click();
  // Lever asks nothing that was accepted before.
  await page.getByRole("button", { name: "Connect again" }).click();
  await expect(page.getByText("Lever is connected")).toBeVisible();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect(lost).toHaveCount(0);
  await room.getByRole("button", { name: "Try again" }).click();
  await expect(room.getByText("Alex is an AI.")).toBeVisible();
  await room.close();
}

/** One's own account: a token is shown once, and revoked again. And who else there is. */
async function keepAccount(page: Page, dashboard: string): Promise<void> {
  await page.goto(at(dashboard, "/settings/account"));
  await expect(page.getByText("This browser")).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("dialog", { name: "Sign out everywhere?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stay signed in" }).click();

  await page.getByRole("button", { name: "New token" }).click();
  const making = page.getByRole("dialog", { name: "New API token" });
  await making.getByLabel("Name").fill("Export");
  await expectAccessible(page);
  await making.getByRole("button", { name: "Make the token" }).click();
  await expect(making.getByLabel("Token", { exact: true })).toHaveValue(/^fulcrum_/);
  await expectAccessible(page);
  await making.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Revoke: Export" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke it" }).click();
  await expect(page.getByText("The token “Export” is revoked.")).toBeFocused();

  await page.goto(at(dashboard, "/settings/members"));
  await expect(page.getByText("You", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  await page.goto(at(dashboard, "/settings/privacy"));
  await expect(page.getByText("Nothing is erased by itself now.")).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
}

/** Has a system of the company's own told how interviews go; it trusts what is signed by the secret. */
async function beTold(page: Page, dashboard: string, receiver: Receiver): Promise<void> {
  await page.goto(at(dashboard, "/settings/integrations"));
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByLabel("Address").fill("https://elsewhere.example/fulcrum");
  await page.getByRole("button", { name: "Set address" }).click();
  await expect(page.getByRole("alert")).toContainText("`outbound.event_hosts`");
  await expectAccessible(page);
  await page.getByLabel("Address").fill(receiver.url);
  await page.getByRole("button", { name: "Set address" }).click();
  const shown = page.getByRole("dialog", { name: "The secret of the webhook" });
  await expect(shown.getByLabel("Secret", { exact: true })).toHaveValue(/^whsec_/);
  await expectAccessible(page);
  receiver.trust(await shown.getByLabel("Secret", { exact: true }).inputValue());
  await shown.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  const webhook = page.getByRole("region", { name: "Your webhook" });
  await expect(webhook).toContainText(/Last taken.*(now|ago)/);
  expect(receiver.told.map(({ type }) => type)).toEqual(["webhook.test"]);
  const messages = page.getByRole("region", { name: "Messages" });
  await expect(messages.getByRole("row", { name: /webhook\.test/ })).toContainText("Taken");
  await expectAccessible(page);
  await expectReflow(page);
  await picture(page, "webhooks", true);
}

/** What the system says of itself. */
async function readAboutTheSystem(page: Page, dashboard: string, host: string): Promise<void> {
  await page.goto(at(dashboard, "/settings"));
  await page.getByRole("link", { name: "About this system" }).click();
  await expect(page.getByRole("row", { name: new RegExp(host) })).toBeVisible();
  await expect(page.getByRole("heading", { name: "How answers are judged" })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await picture(page, "system");
}

/** What Lever announced, with what came of it. */
async function readAnnouncements(page: Page, dashboard: string): Promise<void> {
  await page.goto(at(dashboard, "/settings/integrations/lever"));
  await page.getByRole("link", { name: "All events" }).click();
  const moves = page.getByRole("row", { name: /Moved to another stage/ });
  await expect(moves.getByRole("link", { name: ADA.name }).first()).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
}

/** What a candidate asked waits on a page of its own, and is answered there. */
async function answerRequest(
  page: Page,
  { dashboard, wish, reply }: { dashboard: string; wish: string; reply: string },
): Promise<void> {
  await page.goto(at(dashboard, "/requests"));
  await expect(page.getByText("1 waits for an answer")).toBeVisible();
  const asked = page.getByRole("article", { name: new RegExp(CLARA.name) });
  await expect(asked).toContainText(wish);
  await expectAccessible(page);
  await expectReflow(page);
  await asked.getByRole("textbox").fill(reply);
  await asked.getByRole("button", { name: "Look at the mail" }).click();
  const dialog = page.getByRole("dialog", { name: "Send this answer?" });
  await expect(dialog).toContainText(CLARA.email);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Send it" }).click();
  await expect(page.getByText("Your answer is on its way.")).toBeFocused();
  await expect(page.getByText("Nobody waits for an answer.")).toBeVisible();
  await page.goto(at(dashboard, "/interviews"));
  await page.getByRole("link", { name: CLARA.name }).click();
  await page.getByRole("tab", { name: "Requests" }).click();
  await expect(page.getByRole("tabpanel").getByRole("article")).toHaveCount(2);
  await expect(page.getByRole("tabpanel")).toContainText(reply);
  await expectAccessible(page);
}

/** Two candidates side by side; one of them has no score. */
async function compare(page: Page, dashboard: string): Promise<void> {
  const id = async ({ name }: Candidate) => {
    const address = await page.getByRole("link", { name, exact: true }).getAttribute("href");
    return address?.split("/").at(-1);
  };
  const bar = page.getByRole("region", { name: "Candidates to compare" });
  await page.getByRole("checkbox", { name: `Compare ${ADA.name}` }).click();
  await expect(bar).toContainText(`${ADA.name} is chosen`);
  await expectAccessible(page);
  const ids = [await id(ADA), await id(BRUNO)];
  await page.goto(at(dashboard, `/interviews/compare?ids=${ids.join(",")}`));
  await expect(page.getByRole("rowheader", { name: "Overall score" })).toBeVisible();
  await expect(page.getByText("Not scored yet")).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
}

/** The mail as the candidate sees it. */
async function readInvite(page: Page, mail: string, link: string): Promise<void> {
  await page.goto(mail);
  await page
    .getByRole("row", { name: new RegExp(ADA.email) })
    .getByRole("link")
    .click();
  const body = page.frameLocator("iframe");
  const start = body.getByRole("link", { name: "Start the interview" });
  await expect(start).toHaveAttribute("href", link);
  await picture(page, "mail");
}

/** Sees the outcome in the dashboard: state, score, transcript, plan, timeline, PDF. Answers the PDF. */
async function readOutcome(page: Page, dashboard: string): Promise<Buffer> {
  await page.goto(at(dashboard, "/interviews"));
  const row = ({ name }: Candidate) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row(ADA)).toContainText("Written back to Lever");
  await expect(row(BRUNO)).toContainText("Asked for a person");
  await expect(row(CLARA)).toContainText("Invited");
  await expectAccessible(page);
  await picture(page, "dashboard-interviews");
  await takeAlong(page);
  await page.getByRole("link", { name: ADA.name }).click();

  await expect(page.getByText("Scored by rules, without a language model")).toBeVisible();
  await expect(page.getByText("out of 100").first()).toBeVisible();
  await expect(page.getByText("Reached the trigger stage")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "dashboard-scorecard");

  await page.getByRole("tab", { name: "Transcript" }).click();
  await expect(page.getByText("booked 312 payouts twice").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Plan" }).click();
  await expect(page.getByRole("heading", { name: "Questions", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByRole("tabpanel").getByText("Written back to Lever")).toBeVisible();
  await expectAccessible(page);
  return readReport(page);
}

/** The list as a file, which a program that nobody here wrote may read. */
async function takeAlong(page: Page): Promise<void> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^interviews-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await download.path(), "utf8");
  expect(text).toMatch(/^\ufeffcandidate,email,posting,state,/);
  expect(text).toContain(",WRITTEN_BACK,");
}

/** The report stands in the page, and is the PDF that "Report PDF" leads to. */
async function readReport(page: Page): Promise<Buffer> {
  const address = await page.getByRole("link", { name: "Report PDF" }).getAttribute("href");
  const framed = page.waitForResponse((response) => response.frame().parentFrame() !== null);
  await page.getByRole("tab", { name: "Report", exact: true }).click();
  await expect(page.getByTitle("Report PDF")).toBeVisible();
  const response = await framed;
  expect(new URL(response.url()).pathname).toBe(address);
  expect(response.headers()["content-type"]).toBe("application/pdf");
  await expectAccessible(page);
  await picture(page, "dashboard-report");

  const pdf = await page.request.get(at(page.url(), address ?? ""));
  expect(pdf.status()).toBe(200);
  const bytes = await pdf.body();
  expect(bytes.subarray(0, 4).toString()).toBe("%PDF");
  return bytes;
}

/** Ends once the server told the page by itself that an interview went on. */
async function tellsOfInterviews(page: Page): Promise<void> {
  // Whichever socket: the page that is left may open one, too.
  await new Promise<void>((resolve) => {
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => {
        if (payload.includes("interviewId")) resolve();
      });
    });
  });
}

test("from Connect to Lever to tag, note and PDF", async ({
  page,
  browser,
  request,
  receiver,
  links,
  complaints,
}) => {
  const stage = await test.step("an operator sets a password and connects Lever", async () => {
    await settle(page, links);
    return connect(page);
  });

  await test.step("the company has itself told how interviews go", async () => {
    await beTold(page, links.dashboard, receiver);
    await readAboutTheSystem(page, links.dashboard, receiver.host);
  });

  const opportunity = await test.step("candidates reach the trigger stage or apply", async () => {
    const posting = await publish(request, links.sandbox);
    const told = tellsOfInterviews(page);
    await page.goto(at(links.dashboard, "/interviews"));
    const ada = await apply(request, links.sandbox, posting, ADA);
    await move(request, links.sandbox, ada, stage);
    const bruno = await apply(request, links.sandbox, posting, BRUNO);
    await move(request, links.sandbox, bruno, stage);
    await told;
    await expect(page.getByRole("link", { name: ADA.name })).toBeVisible();
    // Only who applies after the tag is invited on application.
    await inviteLink(request, links.mail, ADA.email);
    await inviteLink(request, links.mail, BRUNO.email);
    await inviteOnApplication(request, links.sandbox, posting);
    await apply(request, links.sandbox, posting, CLARA);
    await apply(request, links.sandbox, posting, DELIA);
    return ada;
  });

  const link = await test.step("the invites arrive", async () => {
    await inviteLink(request, links.mail, CLARA.email);
    const found = await inviteLink(request, links.mail, ADA.email);
    await readInvite(page, links.mail, found);
    return found;
  });

  await test.step("one candidate asks for a person", async () => {
    const device = await phone(browser, complaints);
    await askForAPerson(device, await inviteLink(request, links.mail, BRUNO.email));
    await device.context().close();
  });

  await test.step("another candidate reads all of it in Spanish", async () => {
    const device = await phone(browser, complaints, "es-ES");
    await readInSpanish(device, await inviteLink(request, links.mail, DELIA.email));
    await device.context().close();
  });

  await test.step("the candidate chooses a time, and gives it back", async () => {
    const context = { request, links, candidate: ADA };
    const device = await phone(browser, complaints);
    await chooseATime(device, link, context);
    await device.context().close();
  });

  await test.step("a candidate asks: the posting answers, and a person does", async () => {
    const wish = "Who founded the company?";
    const reply = "Mira Sandoval did, in 2011.";
    const device = await phone(browser, complaints);
    await askTheCompany(device, await inviteLink(request, links.mail, CLARA.email), wish);
    await device.context().close();
    await answerRequest(page, { dashboard: links.dashboard, wish, reply });
    await answered(request, links.mail, CLARA.email, reply);
  });

  await test.step("links that have run out, or lead nowhere, say so", async () => {
    // That they lead nowhere is no complaint.
    const device = await phone(browser, []);
    await seeOtherEnds(device, await inviteLink(request, links.mail, CLARA.email));
    await device.context().close();
  });

  await test.step("a candidate takes more time where there is a clock", async () => {
    const device = await phone(browser, complaints);
    await seeTheTime(device, await inviteLink(request, links.mail, CLARA.email));
    await device.context().close();
  });

  await test.step("the candidate consents, practises and answers two questions", async () => {
    const first = await phone(browser, complaints);
    await consentAndAnswerTwo(first, link);
    await first.context().close();
  });

  await test.step("another phone resumes at the third and finishes", async () => {
    const second = await phone(browser, complaints);
    await resumeAndFinish(second, link);
    await second.context().close();
  });

  const report = await test.step("the operator comes again and reads the outcome", async () => {
    await comeAgain(page, links);
    return readOutcome(page, links.dashboard);
  });

  await test.step("the operator compares candidates, and keeps the account", async () => {
    await page.goto(at(links.dashboard, "/interviews"));
    await compare(page, links.dashboard);
    await keepAccount(page, links.dashboard);
  });

  await test.step("Lever has tags, note and PDF", async () => {
    const outcome = await opportunityOf(request, links.sandbox, opportunity);
    expect(outcome.opportunity.tags).toEqual(
      expect.arrayContaining(["Alex - Interview Invited", "Alex - Interview Complete"]),
    );
    expect(outcome.notes).toHaveLength(1);
    const note = outcome.notes[0]?.fields.map(({ value }) => value).join("\n");
    expect(note).toMatch(/\d+ out of 100|\/100/);
    expect(outcome.files.map(({ name }) => name)).toEqual([expect.stringMatching(/\.pdf$/)]);
    const place = `/opportunities/${opportunity}`;
    const file = await request.get(at(links.sandbox, `${place}/files/${outcome.files[0]?.id}`));
    expect(report.equals(await file.body()), "the PDF in Lever is the one here").toBe(true);
    await page.goto(at(links.sandbox, place));
    await expect(page.getByRole("heading", { name: ADA.name })).toBeVisible();
    await picture(page, "sandbox", true);
  });

  await test.step("the company's own system was told of it, and not who it was", async () => {
    const told = () =>
      receiver.told
        .filter(({ data }) => data.opportunityId === opportunity)
        .map(({ type }) => type);
    await expect.poll(told).toContain("interview.written_back");
    await readAnnouncements(page, links.dashboard);
    const text = JSON.stringify(receiver.told);
    for (const { name, email } of [ADA, BRUNO, CLARA]) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(email);
    }
  });

  await test.step("the operator disconnects Lever and connects again", async () => {
    const waiting = await inviteLink(request, links.mail, CLARA.email);
    await disconnectAndConnectAgain(page, links.dashboard, waiting);
  });
});
