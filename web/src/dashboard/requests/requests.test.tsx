// What candidates ask for: listed, seen at their interview, answered once.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Asked, comeBack, openDashboard, page, row, viewer } from "../../testing/dashboard";
import { detail } from "../../testing/interview";
import { type CandidateRequest, urgency } from "./requests";

const question: CandidateRequest = {
  id: "request:1",
  kind: "QUESTION",
  text: "Who founded the company?",
  status: "OPEN",
  passages: [],
  madeAt: "2026-07-01T12:00:00Z",
  dueAt: null,
  reply: null,
  repliedBy: null,
  repliedAt: null,
  interview: {
    id: "pipeline:1",
    candidateName: "Ada Okafor",
    candidateEmail: "ada@example.com",
    posting: { id: "posting:1", title: "Backend Engineer" },
  },
};

const deletion: CandidateRequest = {
  ...question,
  id: "request:2",
  kind: "DELETION",
  text: "",
  dueAt: "2026-07-31T12:00:00Z",
};

/** The requests as the server keeps them. */
let kept: CandidateRequest[];
beforeEach(() => {
  kept = [{ ...question }, { ...deletion }];
});

function open(path = "/requests", answers: Parameters<typeof openDashboard>[1] = {}): Asked[] {
  const waiting = () => kept.filter(({ status }) => status === "OPEN");
  return openDashboard(path, {
    OpenRequests: () => ({ openRequests: waiting() }),
    OpenRequestCount: () => ({ openRequests: waiting().map(({ id }) => ({ id })) }),
    Interviews: () => page([row(1)]),
    Interview: () => ({ interview: { ...detail, requests: kept } }),
    AnswerRequest: ({ input }) => {
      const { id, reply } = input as { id: string; reply: string };
      kept = kept.map((each) =>
        each.id === id
          ? {
              ...each,
              status: "ANSWERED",
              reply,
              repliedBy: "Robin Vega",
              repliedAt: "2026-07-03T12:00:00Z",
            }
          : each,
      );
      return { answerRequest: { __typename: "CandidateRequest" } };
    },
    ...answers,
  });
}

const inputs = (asked: Asked[]) =>
  asked.filter(({ name }) => name === "AnswerRequest").map(({ variables }) => variables.input);

const article = (name: RegExp) => screen.findByRole("article", { name });

describe("the list", () => {
  it("is reached from the menu, which tells how many wait", async () => {
    const user = userEvent.setup();
    open("/interviews");
    const menu = within(await screen.findByRole("navigation", { name: "Menu" }));
    await user.click(await menu.findByRole("link", { name: /Requests\s*2/ }));
    expect(await screen.findByRole("heading", { level: 1, name: "Requests" })).toBeTruthy();
    expect(await screen.findByText("2 wait for an answer")).toBeTruthy();
  });

  it("says who asks for what, and leads to them", async () => {
    open();
    const asked = within(await article(/^Question: Ada Okafor/));
    expect(asked.getByText("Who founded the company?")).toBeTruthy();
    expect(asked.getByText(/^Backend Engineer · asked/)).toBeTruthy();
    expect(asked.getByRole("link", { name: "Ada Okafor" }).getAttribute("href")).toBe(
      "/interviews/pipeline%3A1/requests",
    );
    const wish = within(await article(/^Deletion/));
    expect(wish.getByText("They added no words.")).toBeTruthy();
    expect(wish.getByText(/An answer deletes nothing by itself/)).toBeTruthy();
    expect(wish.getByRole("link", { name: "at the interview" }).getAttribute("href")).toBe(
      "/interviews/pipeline%3A1/requests",
    );
  });

  it("warns when the law's time is near, and when it has passed", async () => {
    const due = deletion.dueAt ?? "";
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-07-26T12:00:00Z") });
    open();
    const wish = within(await article(/^Deletion/));
    expect(wish.getByRole("alert").textContent).toMatch(/^The law wants it answered by/);
    vi.useRealTimers();
    expect(urgency(due, Date.parse("2026-07-02T12:00:00Z"))).toBe("calm");
    expect(urgency(due, Date.parse("2026-07-24T12:00:00Z"))).toBe("near");
    expect(urgency(due, Date.parse("2026-07-31T12:00:01Z"))).toBe("late");
  });

  it("says when nobody waits, and offers to try again when the server fails", async () => {
    kept = [];
    open();
    expect(await screen.findByText("Nobody waits for an answer.")).toBeTruthy();
    openDashboard("/requests", {});
    expect(await screen.findByText("no OpenRequests here")).toBeTruthy();
  });

  it("is not for Limited Team Members, who are told where theirs are", async () => {
    const asked = open("/requests", {
      Viewer: () => ({ viewer: { ...viewer, role: "LIMITED_TEAM_MEMBER" } }),
    });
    expect(await screen.findByText(/Only Team Members and Admins see all requests/)).toBeTruthy();
    expect(screen.queryByRole("link", { name: /^Requests/ })).toBeNull();
    expect(asked.some(({ name }) => name.startsWith("OpenRequest"))).toBe(false);
  });
});

describe("an answer", () => {
  it("is seen with who gets it before it is sent, and the next request stays", async () => {
    const user = userEvent.setup();
    const asked = open("/requests", {
      Viewer: () => ({ viewer: { ...viewer, role: "TEAM_MEMBER" } }),
    });
    const card = within(await article(/^Question/));
    await user.click(card.getByRole("button", { name: "Look at the mail" }));
    expect(card.getByText("Write an answer first.")).toBeTruthy();
    const field = card.getByRole("textbox", { name: "Your answer to Ada Okafor: Question" });
    expect(document.activeElement).toBe(field);
    await user.type(field, " Mira did.{Enter}{Enter}In 2011. ");
    await user.click(card.getByRole("button", { name: "Look at the mail" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Send this answer?" }));
    expect(dialog.getByText(/It goes to Ada Okafor, ada@example\.com/)).toBeTruthy();
    const mail = dialog.getByRole("article", { name: "Mail" });
    expect(mail.textContent).toBe("Who founded the company?Mira did.\n\nIn 2011.");
    expect(inputs(asked)).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Send it" }));
    const said = await screen.findByText("Your answer is on its way.");
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(inputs(asked)).toEqual([{ id: "request:1", reply: "Mira did.\n\nIn 2011." }]);
    await waitFor(() => expect(screen.queryByRole("article", { name: /^Question/ })).toBeNull());
    expect(await article(/^Deletion/)).toBeTruthy();
  });

  it("is kept where it is refused, and not lost without asking", async () => {
    const user = userEvent.setup();
    const message = "it does not wait for an answer";
    open("/requests", {
      AnswerRequest: () => ({ answerRequest: { __typename: "Problem", message } }),
    });
    const card = within(await article(/^Question/));
    const field = card.getByRole<HTMLTextAreaElement>("textbox", { name: /^Your answer/ });
    await user.type(field, "Mira did.");
    await user.click(card.getByRole("button", { name: "Look at the mail" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Send this answer?" }));
    await user.click(dialog.getByRole("button", { name: "Send it" }));
    expect(await dialog.findByText("It does not wait for an answer.")).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Keep writing" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(field.value).toBe("Mira did.");
    await user.click(screen.getByRole("link", { name: "Postings" }));
    expect(await screen.findByRole("dialog", { name: "Discard your changes?" })).toBeTruthy();
  });

  it("stays while the list cannot be looked at again", async () => {
    const user = userEvent.setup();
    let down = false;
    open("/requests", {
      OpenRequests: () => {
        if (down) throw new Error("the server is down");
        return { openRequests: kept };
      },
    });
    const card = within(await article(/^Question/));
    await user.type(card.getByRole("textbox", { name: /^Your answer/ }), "Mira did.");
    down = true;
    comeBack();
    expect(await screen.findByText("The requests could not be loaded")).toBeTruthy();
    expect(screen.getByDisplayValue("Mira did.")).toBeTruthy();
    expect(screen.getByText("2 wait for an answer")).toBeTruthy();
  });

  it("cannot be sent where Lever has no address", async () => {
    const interview = question.interview && { ...question.interview, candidateEmail: null };
    kept = [{ ...question, interview: interview ?? null }];
    open();
    expect(await screen.findByText(/Lever has no address of this candidate/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Look at the mail" })).toBeNull();
  });
});

describe("the requests of an interview", () => {
  it("are all there, with what the posting and people answered", async () => {
    kept = [
      { ...question, status: "STATED", passages: [{ text: "Founded by Mira Sandoval" }] },
      {
        ...question,
        id: "request:3",
        text: "And when?",
        status: "ANSWERED",
        reply: "In 2011.",
        repliedBy: "Kim Sato",
        repliedAt: "2026-07-03T12:00:00Z",
      },
      { ...question, id: "request:4", kind: "ACCOMMODATION", text: "Larger breaks." },
    ];
    open("/interviews/pipeline:1/requests");
    const panel = within(await screen.findByRole("tabpanel", { name: "Requests (1)" }));
    expect(panel.getByText("They were answered with the posting’s own words:")).toBeTruthy();
    expect(panel.getByText("Founded by Mira Sandoval")).toBeTruthy();
    expect(panel.getByText(/^Answered by Kim Sato on/)).toBeTruthy();
    expect(panel.getByText("In 2011.")).toBeTruthy();
    const need = within(panel.getByRole("article", { name: "Needs it another way" }));
    expect(need.getByText(/with three days left at least/)).toBeTruthy();
    expect(panel.getAllByRole("button", { name: "Look at the mail" })).toHaveLength(1);
  });

  it("can be answered there, too", async () => {
    const user = userEvent.setup();
    kept = [{ ...question }];
    const asked = open("/interviews/pipeline:1/requests");
    await user.type(await screen.findByRole("textbox", { name: /^Your answer/ }), "Mira did.");
    await user.click(screen.getByRole("button", { name: "Look at the mail" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Send this answer?" }));
    await user.click(dialog.getByRole("button", { name: "Send it" }));
    expect(await screen.findByText(/^Answered by Robin Vega on/)).toBeTruthy();
    expect(screen.getByRole("tab", { name: "Requests" })).toBeTruthy();
    expect(inputs(asked)).toHaveLength(1);
  });

  it("are read by a Limited Team Member, who cannot answer them", async () => {
    kept = [{ ...question }];
    open("/interviews/pipeline:1/requests", {
      Viewer: () => ({ viewer: { ...viewer, role: "LIMITED_TEAM_MEMBER" } }),
    });
    expect(await screen.findByText("Who founded the company?")).toBeTruthy();
    expect(screen.getByText("Only Team Members and Admins can answer it.")).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("are none where nothing was asked", async () => {
    kept = [];
    open("/interviews/pipeline:1/requests");
    expect(await screen.findByText("The candidate has asked for nothing.")).toBeTruthy();
  });
});
