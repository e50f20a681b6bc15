// The integration guide, walked word for word in a browser: set up, use, switch off. Lever's own pages are the
// sandbox's. Each step keeps a picture for docs/guide.md.
import type { Locator, Page } from "@playwright/test";
import { expect, type Links, signInOnce, test } from "./fulcrum";
import { at, inviteLink, mailsTo, publish } from "./lever";
import { expectAccessible, picture, pictureOf } from "./look";
import { phone, takeTheInterview } from "./room";

const TITLE = "Senior Backend Engineer, Payments";
const SCOPES = [
  "opportunities",
  "applications",
  "files",
  "interviews",
  "notes",
  "stages",
  "tags",
  "postings",
  "webhooks",
];
/** Is in the stage before it becomes a trigger stage. */
const EARLY = { name: "Emil Brandt", email: "emil.brandt@example.com" };
/** Is moved to the trigger stage. */
const MOVED = { name: "Mira Castellan", email: "mira.castellan@example.com" };
/** Applies to the tagged posting, and is moved to the trigger stage later. */
const APPLIED = { name: "Noor Haddad", email: "noor.haddad@example.com" };
/** Is moved to a stage that triggers nothing. */
const ELSEWHERE = { name: "Otto Lindqvist", email: "otto.lindqvist@example.com" };
/** Is moved once Fulcrum has no access any more. */
const LATE = { name: "Lea Marchetti", email: "lea.marchetti@example.com" };

type Person = typeof EARLY;

/** A candidate applies at Lever's page; answers Lever's page about them. */
async function apply(lever: Page, links: Links, { name, email }: Person): Promise<string> {
  await lever.goto(links.sandbox);
  await lever.getByLabel("Name", { exact: true }).fill(name);
  await lever.getByLabel("Email").fill(email);
  const posting = lever.getByLabel("Posting");
  const label = await posting.locator("option", { hasText: TITLE }).first().innerText();
  await posting.selectOption({ label });
  await lever.getByRole("button", { name: "Apply", exact: true }).click();
  const candidate = lever.getByRole("link", { name, exact: true });
  return at(links.sandbox, (await candidate.getAttribute("href")) ?? "");
}

/** A person in Lever moves a candidate to a stage. */
async function move(lever: Page, opportunity: string, stage: string): Promise<void> {
  await lever.goto(opportunity);
  await lever.getByRole("combobox", { name: "Stage", exact: true }).selectOption({ label: stage });
  await expect(lever.getByRole("listitem").filter({ hasText: stage })).toBeVisible();
}

/** Both of Lever's switches on, or off. */
async function switchEvents(lever: Page, links: Links, on: boolean): Promise<void> {
  await lever.goto(links.sandbox);
  await lever.getByRole("link", { name: "Webhooks" }).click();
  for (const name of ["Application Created", "Candidate Stage Change"]) {
    const box = lever.getByRole("checkbox", { name });
    // The form is sent by the change, and the page comes anew.
    const sent = lever.waitForResponse((answer) => answer.url().endsWith("/toggles"));
    await box.setChecked(on);
    await sent;
    await lever.waitForLoadState("load");
    await expect(box).toBeChecked({ checked: on });
  }
}

/** Log in > Settings in the menu bar > Integrations > Lever > Connect to Lever > Accept. */
async function connect(page: Page, links: Links): Promise<void> {
  await signInOnce(page, links);
  await page.getByRole("button", { name: "Set a password" }).click();
  await page.getByLabel("New password").fill("a fulcrum moves the world");
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page.getByRole("button", { name: "Set a password" })).toHaveCount(0);
  await openLeverSettings(page);
  await expect(page.getByRole("listitem").or(page.getByRole("term")).first()).toBeVisible();
  await picture(page, "guide-connect");
  await page.getByRole("button", { name: "Connect to Lever" }).click();

  const asked = page.getByRole("listitem");
  for (const scope of SCOPES) await expect(asked.filter({ hasText: scope }).first()).toBeVisible();
  await expect(asked.filter({ hasText: "offline_access" })).toBeVisible();
  await expect(asked.filter({ hasText: "feedback" })).toHaveCount(0);
  await expect(page.getByLabel("Signed in as")).toContainText("super admin");
  await picture(page, "guide-accept");
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
}

async function openLeverSettings(page: Page): Promise<void> {
  const menu = page.getByRole("navigation", { name: "Menu" });
  await menu.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Integrations" }).click();
  await page.getByRole("link", { name: "Lever", exact: true }).click();
}

/** The webhooks are there by themselves; the two events a person switches on, and is told to. */
async function switchOn(page: Page, lever: Page, links: Links): Promise<void> {
  const told = page.getByText("Settings > Integrations and API > Webhooks", { exact: true });
  await expect(told).toBeVisible();
  await pictureOf(page.getByRole("region", { name: "Health" }), "guide-switches");
  await switchEvents(lever, links, true);
  const registered = lever
    .getByRole("listitem")
    .filter({ hasText: at(links.dashboard, "/webhooks/lever") });
  await expect(registered.filter({ hasText: "applicationCreated" })).toBeVisible();
  await expect(registered.filter({ hasText: "candidateStageChange" })).toBeVisible();
  await picture(lever, "guide-webhooks");
}

/** On-site Interview unless another of Lever's stages is chosen. */
async function chooseTriggerStage(page: Page, stage: string): Promise<void> {
  const triggers = page.getByRole("region", { name: "Who is invited" });
  await expect(triggers.getByText("On-site Interview")).toBeVisible();
  const stages = triggers.getByRole("combobox", { name: "Trigger stages" });
  await stages.click();
  for (const name of ["New applicant", "Recruiter screen", "Reference check", "Offer"]) {
    await expect(page.getByRole("option", { name, exact: true })).toBeVisible();
  }
  await page.getByRole("option", { name: stage, exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(triggers.getByText(stage, { exact: true })).toBeVisible();
  await save(triggers, 0);
  await expectAccessible(page);
  await pictureOf(triggers, "guide-triggers");
}

/** Saves the form that has the save button with this place. */
async function save(region: Locator, place: number): Promise<void> {
  await region.getByRole("button", { name: "Save" }).nth(place).click();
  await expect(region.getByText("Saved", { exact: true })).toBeVisible();
}

/** The tag in its exact format, which Lever's page puts on the posting. */
async function tagPosting(page: Page, lever: Page, links: Links): Promise<void> {
  await expect(page.getByText("Alex - On Application", { exact: true })).toBeVisible();
  await lever.goto(at(links.sandbox, "/postings"));
  const tag = lever.getByLabel(`New tag for ${TITLE}`);
  await tag.fill("Alex - On Application");
  await tag.press("Enter");
  const tags = lever.getByRole("list", { name: `Tags of ${TITLE}` });
  await expect(tags.getByText("Alex - On Application")).toBeVisible();
  await picture(lever, "guide-tag");
}

/** Interviews in the menu bar > the interview > Settings: follow-ups, questions, job description. */
async function editInterview(page: Page): Promise<void> {
  const menu = page.getByRole("navigation", { name: "Menu" });
  await menu.getByRole("link", { name: "Interviews" }).click();
  await page.getByRole("link", { name: MOVED.name, exact: true }).click();
  await page.getByRole("main").getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { name: `Interview plan: ${TITLE}` })).toBeVisible();

  // Made of what Lever says of the job: title, description, salary.
  await page.getByRole("button", { name: "What Lever describes" }).click();
  const described = page.getByRole("region", { name: "Job description" });
  await expect(described).toContainText("You will own the ledger service");
  await page.getByRole("button", { name: /^What the posting states/ }).click();
  await expect(page.getByRole("region", { name: "Plan", exact: true })).toContainText("85,000");
  await expectAccessible(page);
  await picture(page, "guide-interview-settings");

  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const question = page.getByRole("group", { name: "Question 2" });
  await question
    .getByLabel("Wording")
    .fill("Tell us about a ledger that you kept right to the cent.");
  await question.getByRole("button", { name: "Follow-ups and rating" }).click();
  await question.getByLabel("Follow-up 1", { exact: true }).fill("What did you learn from it?");
  await pictureOf(question, "guide-questions");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Your version is published.")).toBeFocused();
  await expect(page.getByText("right to the cent")).toBeVisible();

  const own = page.getByLabel("Your own description");
  await own.fill(
    "You keep the ledger of our payments in Rust and PostgreSQL, and lead incident reviews.",
  );
  await save(described, 0);
  await expect(described).toContainText("planned from your own text");

  await menu.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("main").getByRole("link", { name: "Interviews" }).click();
  const followUps = page.getByRole("combobox", { name: "Follow-ups to one question" });
  await followUps.click();
  await page.getByRole("option", { name: "None" }).click();
  const rules = page.getByRole("region", { name: "Follow-ups" });
  await save(rules, 0);
  await picture(page, "guide-follow-ups");
}

/** Lever has the tag, the note with both scores and the link to the report, and the PDF to look at and to download. */
async function readInLever(lever: Page, opportunity: string): Promise<string> {
  await lever.goto(opportunity);
  await expect(lever.getByRole("link", { name: /^Preview/ })).toBeVisible();
  for (const tag of ["Alex - Interview Invited", "Alex - Interview Complete"]) {
    await expect(lever.getByText(tag, { exact: true }).first()).toBeVisible();
  }
  const notes = lever.getByRole("region", { name: "Notes" });
  await expect(notes).toContainText(/\d+ out of 100/);
  await expect(notes.getByText(/^[1-4] · (Strong No|No|Yes|Strong Yes)$/)).toBeVisible();
  const report = (await notes.getByRole("link").first().getAttribute("href")) ?? "";
  const preview = lever.getByRole("link", { name: /^Preview/ });
  const shown = await lever.request.get(
    at(opportunity, (await preview.getAttribute("href")) ?? ""),
  );
  expect(shown.headers()["content-type"]).toBe("application/pdf");
  expect(shown.headers()["content-disposition"] ?? "inline").toMatch(/^inline/);
  const download = lever.waitForEvent("download");
  await lever.getByRole("link", { name: /^Download/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  await picture(lever, "guide-result", true);
  return report;
}

/** Settings > Integrations and API > Authorized Apps > Revoke access. */
async function revoke(page: Page, lever: Page, links: Links): Promise<void> {
  await lever.goto(links.sandbox);
  await lever.getByRole("link", { name: "Settings" }).click();
  const apps = lever.getByRole("region", { name: "Authorized Apps" });
  await picture(lever, "guide-revoke");
  await apps.getByRole("button", { name: "Revoke access" }).click();
  await expect(apps.getByText("No app is authorized.")).toBeVisible();
  await openLeverSettings(page);
  await expect(page.getByText("Lever is disconnected: nothing is sent")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "guide-disconnected");
}

test("the guide, from Connect to Lever to Revoke access", async ({
  page,
  browser,
  request,
  links,
  complaints,
}) => {
  const lever = await page.context().newPage();
  await publish(request, links.sandbox);

  await test.step("connect", async () => {
    await switchEvents(lever, links, false);
    await connect(page, links);
    await switchOn(page, lever, links);
  });

  const moved = await test.step("invite who is moved to the trigger stage", async () => {
    const early = await apply(lever, links, EARLY);
    await move(lever, early, "Reference check");
    await chooseTriggerStage(page, "Reference check");
    const elsewhere = await apply(lever, links, ELSEWHERE);
    await move(lever, elsewhere, "Recruiter screen");
    const opportunity = await apply(lever, links, MOVED);
    await move(lever, opportunity, "Reference check");
    await inviteLink(request, links.mail, MOVED.email);
    return opportunity;
  });

  await test.step("invite all who apply to a tagged posting", async () => {
    await tagPosting(page, lever, links);
    const opportunity = await apply(lever, links, APPLIED);
    await inviteLink(request, links.mail, APPLIED.email);
    await move(lever, opportunity, "On-site Interview");
  });

  await test.step("view and change the interview", async () => {
    await editInterview(page);
  });

  await test.step("the candidate takes it, and is followed up", async () => {
    const device = await phone(browser, complaints);
    await takeTheInterview(device, await inviteLink(request, links.mail, MOVED.email));
    await device.context().close();
    await expect
      .poll(async () =>
        (await mailsTo(request, links.mail, MOVED.email)).map(({ subject }) => subject),
      )
      .toContainEqual(expect.stringMatching(/^Thank you for your interview/));
  });

  await test.step("the result is in Lever, and the report in the dashboard", async () => {
    const report = await readInLever(lever, moved);
    await page.goto(report);
    await expect(page.getByRole("heading", { name: MOVED.name })).toBeVisible();
    await expect(page.getByText("out of 100").first()).toBeVisible();
    await picture(page, "guide-scorecard");
    await page.getByRole("tab", { name: "Report", exact: true }).click();
    await expect(page.getByTitle("Report PDF")).toBeVisible();
  });

  await test.step("nobody was invited whom nothing triggered, and nobody twice", async () => {
    const invites = async ({ email }: Person) =>
      (await mailsTo(request, links.mail, email)).filter(({ subject }) =>
        subject.startsWith("Your interview for"),
      );
    expect(await invites(APPLIED)).toHaveLength(1);
    expect(await invites(MOVED)).toHaveLength(1);
    expect(await invites(EARLY)).toHaveLength(0);
    expect(await invites(ELSEWHERE)).toHaveLength(0);
  });

  await test.step("switch off", async () => {
    await revoke(page, lever, links);
    const late = await apply(lever, links, LATE);
    await move(lever, late, "On-site Interview");
    expect(await mailsTo(request, links.mail, LATE.email)).toEqual([]);
  });
});
