// The list of interviews and one interview.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { deadline } from "../../shared/time";
import { comeBack, integration, openDashboard, page, row, viewer } from "../../testing/dashboard";
import { detail } from "../../testing/interview";
import { plan } from "../../testing/plan";
import { STATE_NAMES, STATES } from "./states";

describe("the list", () => {
  it("shows each interview with state and score, and leads to it", async () => {
    openDashboard("/interviews", { Interviews: () => page([row(1)]) });
    const link = await screen.findByRole("link", { name: "Candidate 1" });
    expect(link.getAttribute("href")).toBe("/interviews/pipeline:1");
    const cells = within(screen.getAllByRole("row")[1] ?? document.body);
    expect(cells.getAllByText("Written back to Lever").length).toBeGreaterThan(0);
    expect(cells.getByText("74")).toBeTruthy();
    expect(cells.getByText(/Lever 3, Yes/)).toBeTruthy();
  });

  it("shows no score where the company wants evidence only, nor a name where it was erased", async () => {
    const evidence = { ...viewer, tenant: { ...viewer.tenant, evidenceOnly: true } };
    const scorecard = { id: "scorecard:1", overall: null, leverScore: null };
    openDashboard("/interviews", {
      Viewer: () => ({ viewer: evidence }),
      Interviews: () => page([{ ...row(1), candidateName: "", scorecard }]),
    });
    expect(await screen.findByRole("link", { name: "No name" })).toBeTruthy();
    expect(screen.getByText("Evidence only")).toBeTruthy();
  });

  it("loads the next page by cursor", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews", {
      Interviews: ({ after }) => (after === null ? page([row(1)], "c1") : page([row(2)])),
    });
    await user.click(await screen.findByRole("button", { name: "Load more" }));
    expect(await screen.findByRole("link", { name: "Candidate 2" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Candidate 1" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
  });

  it("says how many there are, as far as the server counts", async () => {
    const { interviews } = page([row(1)], "c1");
    for (const [totalCount, words] of [
      [1, "1 interview"],
      [9_999, "9,999 interviews"],
      [10_000, "10,000 or more interviews"],
    ] as const) {
      openDashboard("/interviews", {
        Interviews: () => ({ interviews: { ...interviews, totalCount } }),
      });
      expect(await screen.findByText(words)).toBeTruthy();
      cleanup();
    }
  });

  it("asks the server for a search and a state", async () => {
    const user = userEvent.setup();
    const asked = openDashboard("/interviews", {
      Interviews: ({ search }) => page(search === "nobody" ? [] : [row(1)]),
    });
    await user.type(await screen.findByRole("searchbox"), "nobody");
    expect(await screen.findByText("Nothing matches")).toBeTruthy();
    await user.selectOptions(screen.getByLabelText("Filter by state"), "EXPIRED");
    await waitFor(() =>
      expect(asked.at(-1)?.variables).toMatchObject({ search: "nobody", state: "EXPIRED" }),
    );
    await user.click(screen.getByRole("link", { name: "show all interviews" }));
    expect(await screen.findByRole("link", { name: "Candidate 1" })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("searchbox").value).toBe("");
  });

  it("is offered as a file of what is listed", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews", {
      Interviews: ({ search }) => page(search === "nobody" ? [] : [row(1)]),
    });
    const address = async (kind = "CSV") =>
      (await screen.findByRole("link", { name: `Download as ${kind}` })).getAttribute("href");
    expect(await address()).toBe("/interviews.csv");
    expect(await address("JSON")).toBe("/interviews.json");
    await user.selectOptions(screen.getByLabelText("Filter by state"), "EXPIRED");
    await user.type(screen.getByRole("searchbox"), "R&D");
    await waitFor(async () =>
      expect(await address()).toBe("/interviews.csv?state=EXPIRED&search=R%26D"),
    );
    expect(await address("JSON")).toBe("/interviews.json?state=EXPIRED&search=R%26D");
    await user.clear(screen.getByRole("searchbox"));
    await user.type(screen.getByRole("searchbox"), "nobody");
    expect(await screen.findByText("Nothing matches")).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/^Download as/)).toBeNull());
  });

  it("says what to do next when there is nothing yet", async () => {
    openDashboard("/interviews", {
      Interviews: () => page([]),
      Integration: () => ({ integration: { ...integration, status: "NOT_CONNECTED" } }),
    });
    const link = await screen.findByRole("link", { name: "Connect Lever" });
    expect(link.getAttribute("href")).toBe("/settings/integrations/lever");
  });

  it("names the stage to move a candidate to once Lever is connected", async () => {
    openDashboard("/interviews", { Interviews: () => page([]) });
    expect(await screen.findByText("Waiting for the first candidate")).toBeTruthy();
    expect(await screen.findByText("On-site Interview")).toBeTruthy();
  });

  it("offers to try again when the server fails", async () => {
    openDashboard("/interviews", {});
    expect(await screen.findByText("no Interviews here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("one interview", () => {
  it("opens at the scorecard, and a quote leads to its turn", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews/pipeline:1", { Interview: () => ({ interview: detail }) });
    expect(await screen.findByText("Scored by rules, without a language model")).toBeTruthy();
    expect(screen.getByText("What level 4 means")).toBeTruthy();
    const asked = screen.getByRole("link", { name: "Turn 1" });
    expect(asked.parentElement?.textContent).toBe("Turn 1: What failed?");
    expect(screen.getByText("Insufficient evidence")).toBeTruthy();
    expect(screen.getByText("4 of 5, 3 ratings within 1 level")).toBeTruthy();
    expect(screen.getByText("A person must rate this")).toBeTruthy();
    await user.click(screen.getByRole("link", { name: "From answer 1" }));
    const turn = await screen.findByRole("article", { name: "What failed?" });
    expect(turn.textContent).toContain("The settlement job.");
    await waitFor(() => expect(document.activeElement).toBe(turn));
  });

  it("stays where it was opened, whatever comes of it meanwhile", async () => {
    const asked = { ...detail, state: "IN_PROGRESS", plan, transcript: [], scorecard: null };
    let interview: object = asked;
    openDashboard("/interviews/pipeline:1", { Interview: () => ({ interview }) });
    const tab = await screen.findByRole("tab", { name: "Plan" });
    expect(tab.ariaSelected).toBe("true");
    interview = detail;
    comeBack();
    expect(await screen.findByText(STATES.WRITTEN_BACK.words)).toBeTruthy();
    expect(tab.ariaSelected).toBe("true");
  });

  it("tells how a question was read in another language, and what was noticed beside an answer", async () => {
    const [turn] = detail.transcript;
    const transcript = [
      {
        ...turn,
        askedAs: { language: "es", text: "¿Qué falló?" },
        signals: { pastes: 2, pastedCharacters: 90, focusLost: 3 },
      },
      { ...turn, number: 2, signals: { pastes: 1, pastedCharacters: 1, focusLost: 1 } },
      { ...turn, number: 3, signals: { pastes: 0, pastedCharacters: 0, focusLost: 0 } },
      { ...turn, number: 4 },
    ];
    openDashboard("/interviews/pipeline:1/transcript", {
      Interview: () => ({ interview: { ...detail, transcript } }),
    });
    const spanish = await screen.findByText("¿Qué falló?");
    expect(spanish.getAttribute("lang")).toBe("es");
    expect(spanish.parentElement?.textContent).toBe("In Spanish: “¿Qué falló?”");
    const said = screen.getAllByText(/no part of the score$/).map(({ textContent }) => textContent);
    expect(said).toEqual([
      "2 pastes (90 characters), left the page 3 times; no part of the score",
      "1 paste (1 character), left the page 1 time; no part of the score",
      "Nothing pasted, never left the page; no part of the score",
    ]);
  });

  it("tells how long an answer took that there was a limit for", async () => {
    const [turn] = detail.transcript;
    const times = [
      { seconds: 431, limitMinutes: 5, extended: 2 },
      { seconds: 12, limitMinutes: 1, extended: 0 },
      { seconds: 3 * 3600, limitMinutes: 60, extended: 1 },
      { seconds: 4 * 86_400, limitMinutes: 5, extended: 0 },
      null,
    ];
    const transcript = times.map((time, index) => ({ ...turn, number: index + 1, time }));
    openDashboard("/interviews/pipeline:1/transcript", {
      Interview: () => ({ interview: { ...detail, transcript } }),
    });
    await screen.findAllByText(/after the question was shown/);
    const said = screen.getAllByText(/no part of the score$/).map(({ textContent }) => textContent);
    expect(said).toEqual([
      "Sent 7 minutes after the question was shown; the limit was 5 minutes, more time taken 2 times; no part of the score",
      "Sent 1 minute after the question was shown; the limit was 1 minute, no more time taken; no part of the score",
      "Sent 3 hours after the question was shown; the limit was 60 minutes, more time taken 1 time; no part of the score",
      "Sent 4 days after the question was shown; the limit was 5 minutes, no more time taken; no part of the score",
    ]);
  });

  it("says when the candidate wants to take it", async () => {
    const scheduledAt = new Date(Date.now() + 86_400_000).toISOString();
    openDashboard("/interviews/pipeline:1", {
      Interview: () => ({ interview: { ...detail, state: "INVITED", scheduledAt } }),
    });
    const chosen = await screen.findByText(/^The candidate chose/);
    expect(chosen.textContent).toBe(`The candidate chose ${deadline(scheduledAt)}`);
  });

  it("leads to the PDF and to Lever", async () => {
    openDashboard("/interviews/pipeline:1", { Interview: () => ({ interview: detail }) });
    const pdf = await screen.findByRole("link", { name: "Report PDF" });
    expect(pdf.getAttribute("href")).toBe("/reports/1.pdf");
    const lever = screen.getByRole("link", { name: "Open in Lever" });
    expect(lever.getAttribute("href")).toBe(detail.opportunityUrl);
  });

  it("leads to the plan of its posting by Settings", async () => {
    openDashboard("/interviews/pipeline:1", { Interview: () => ({ interview: detail }) });
    const main = within(await screen.findByRole("main"));
    const settings = await main.findByRole("link", { name: "Settings" });
    expect(settings.getAttribute("href")).toBe("/postings/posting%3A1/plan");
  });

  it("says which competencies the posting speaks of, and which are general", async () => {
    const plan = {
      id: "plan:1",
      version: 1,
      hash: "cd".repeat(32),
      minutes: 18,
      language: "en",
      source: "rules 1",
      competencies: [
        { key: "ownership", name: "Ownership", because: "Run services" },
        { key: "learning", name: "Learning", because: "Backend Engineer" },
      ],
      questions: [],
    };
    openDashboard("/interviews/pipeline:1/plan", {
      Interview: () => ({ interview: { ...detail, plan } }),
    });
    expect(await screen.findByText("Run services")).toBeTruthy();
    expect(screen.getByText(/about 18 minutes, in English/)).toBeTruthy();
    const panel = within(screen.getByRole("tabpanel"));
    expect(panel.getAllByText(/^General: chosen by the title alone/)).toHaveLength(1);
    expect(panel.queryByText("Backend Engineer")).toBeNull();
  });

  it("tells every step with its cause, and the state where that changed", async () => {
    openDashboard("/interviews/pipeline:1/timeline", {
      Interview: () => ({ interview: detail }),
    });
    expect(await screen.findByText("Moved to On-site Interview.")).toBeTruthy();
    const panel = within(screen.getByRole("tabpanel"));
    expect(panel.getByText("moved to the trigger stage")).toBeTruthy();
    expect(panel.getByText("Eligible")).toBeTruthy();
    expect(panel.getByText("Lever has the invited tag")).toBeTruthy();
    expect(panel.queryByText("Invited")).toBeNull();
  });

  it("says that it is paused, here and in the list", async () => {
    const paused = { pausedReason: "Lever is disconnected: the token was refused" };
    openDashboard("/interviews", {
      Interviews: () => page([{ ...row(1), ...paused }]),
      Interview: () => ({ interview: { ...detail, ...paused } }),
    });
    const user = userEvent.setup();
    expect((await screen.findAllByText("Paused")).length).toBeGreaterThan(0);
    await user.click(screen.getByRole("link", { name: "Candidate 1" }));
    expect(await screen.findByText("This interview is paused")).toBeTruthy();
    expect(screen.getByText(/the token was refused\. It goes on by itself/)).toBeTruthy();
  });

  it("can be tried again where something was given up", async () => {
    const user = userEvent.setup();
    const stuck = { ...detail, state: "NEEDS_OPERATOR", canRetry: true };
    const asked = openDashboard("/interviews/pipeline:1", {
      Interview: () => ({ interview: stuck }),
      RetryInterview: () => ({ retryInterview: { __typename: "Interview", id: detail.id } }),
    });
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Being tried again.")).toBeTruthy();
    expect(asked.find(({ name }) => name === "RetryInterview")?.variables).toEqual({
      input: { id: "pipeline:1" },
    });
  });

  it("can be cancelled, after asking once more, with a reason", async () => {
    const user = userEvent.setup();
    const invited = { ...detail, state: "INVITED", canCancel: true, canResend: true };
    const asked = openDashboard("/interviews/pipeline:1", {
      Interview: () => ({ interview: invited }),
      CancelInterview: () => ({ cancelInterview: { __typename: "Interview", id: detail.id } }),
    });
    await user.click(await screen.findByRole("button", { name: "Cancel the interview" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Reason"), " The position is filled. ");
    expect(asked.some(({ name }) => name === "CancelInterview")).toBe(false);
    await user.click(dialog.getByRole("button", { name: "Cancel the interview" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(asked.find(({ name }) => name === "CancelInterview")?.variables).toEqual({
      input: { id: "pipeline:1", reason: "The position is filled." },
    });
  });

  it("forgets why cancelling was refused, and the reason, once that is asked again", async () => {
    const user = userEvent.setup();
    const message = "it has ended meanwhile";
    openDashboard("/interviews/pipeline:1", {
      Interview: () => ({ interview: { ...detail, state: "INVITED", canCancel: true } }),
      CancelInterview: () => ({ cancelInterview: { __typename: "Problem", message } }),
    });
    const ask = async () => {
      await user.click(await screen.findByRole("button", { name: "Cancel the interview" }));
      return within(await screen.findByRole("dialog", { name: "Cancel the interview?" }));
    };
    const dialog = await ask();
    await user.type(dialog.getByLabelText("Reason"), "The position is filled.");
    await user.click(dialog.getByRole("button", { name: "Cancel the interview" }));
    expect((await dialog.findByRole("alert")).textContent).toBe("It has ended meanwhile.");
    await user.click(dialog.getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const next = await ask();
    expect(next.queryByRole("alert")).toBeNull();
    expect(next.getByLabelText<HTMLTextAreaElement>("Reason").value).toBe("");
  });

  it.each(["WITHDRAWN", "EXPIRED"])("invites again, each time under a key: %s", async (state) => {
    const user = userEvent.setup();
    const over = { ...detail, state, canResend: true };
    const asked = openDashboard("/interviews/pipeline:1", {
      Interview: () => ({ interview: over }),
      ResendInvite: () => ({ resendInvite: { __typename: "Interview", id: detail.id } }),
    });
    await user.click(await screen.findByRole("button", { name: "Invite again" }));
    expect(await screen.findByText("The invite is on its way.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Invite again" }));
    await waitFor(() => expect(asked.filter(({ name }) => name === "ResendInvite").length).toBe(2));
    const keys = asked
      .filter(({ name }) => name === "ResendInvite")
      .map(({ variables }) => (variables as { input: { requestKey: string } }).input.requestKey);
    expect(new Set(keys).size).toBe(2);
    expect(screen.queryByRole("button", { name: "Cancel the interview" })).toBeNull();
  });

  it("says no more that the invite is on its way once it is cancelled", async () => {
    const user = userEvent.setup();
    const invited = { ...detail, state: "INVITED", canCancel: true, canResend: true };
    let interview = invited;
    openDashboard("/interviews/pipeline:1", {
      Interview: () => ({ interview }),
      ResendInvite: () => ({ resendInvite: { __typename: "Interview", id: detail.id } }),
    });
    await user.click(await screen.findByRole("button", { name: "Send the invite again" }));
    expect(await screen.findByText("The invite is on its way.")).toBeTruthy();

    interview = { ...invited, state: "WITHDRAWN", canCancel: false };
    comeBack();
    const again = await screen.findByRole("button", { name: "Invite again" });
    await waitFor(() => expect(screen.queryByText("The invite is on its way.")).toBeNull());
    await user.click(again);
    expect(await screen.findByText("The invite is on its way.")).toBeTruthy();
  });

  it("says when there is no such interview", async () => {
    openDashboard("/interviews/pipeline:9", { Interview: () => ({ interview: null }) });
    expect(await screen.findByRole("heading", { name: "No such interview" })).toBeTruthy();
  });
});

describe("states", () => {
  it("each have words of their own", () => {
    const words = STATE_NAMES.map((name) => STATES[name].words);
    expect(new Set(words).size).toBe(words.length);
  });
});
