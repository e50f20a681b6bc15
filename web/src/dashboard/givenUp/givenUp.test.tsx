// What was given up: listed, tried again, dropped.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { GivenUpQuery } from "../../gql/graphql";
import { type Asked, openDashboard, viewer } from "../../testing/dashboard";
import type { GivenUp } from "./givenUp";

const note: GivenUp = {
  id: "effect:1",
  kind: "EFFECT",
  what: "write note",
  error: "Lever refused the note",
  attempts: 30,
  diedAt: "2026-07-03T12:00:00Z",
  interview: { id: "pipeline:1", candidateName: "Ada Okafor" },
};

const announced: GivenUp = {
  id: "message:2",
  kind: "MESSAGE",
  what: "Lever announced a move",
  error: "use the store",
  attempts: 6,
  diedAt: "2026-07-03T11:00:00Z",
  interview: null,
};

function list(nodes: GivenUp[], endCursor: string | null = null, totalCount = nodes.length) {
  const pageInfo = { hasNextPage: endCursor !== null, endCursor };
  const answer: GivenUpQuery = { deadLetters: { nodes, pageInfo, totalCount } };
  return answer;
}

type Answers = Parameters<typeof openDashboard>[1];

function open(nodes: GivenUp[], answers: Answers = {}): Asked[] {
  return openDashboard("/given-up", { GivenUp: () => list(nodes), ...answers });
}

function inputs(asked: Asked[], name: string): unknown[] {
  return asked.filter((each) => each.name === name).map(({ variables }) => variables.input);
}

const one = { __typename: "DeadLetter" };
const all = { __typename: "DeadLetterConnection" };

describe("the list", () => {
  it("says what, why and of whom, and leads to the interview", async () => {
    open([note, announced]);
    expect(await screen.findByText("write note")).toBeTruthy();
    expect(screen.getByText("Lever refused the note.")).toBeTruthy();
    expect(screen.getByText("2 things were given up")).toBeTruthy();
    const [link] = screen.getAllByRole("link", { name: "Ada Okafor" });
    expect(link?.getAttribute("href")).toBe("/interviews/pipeline:1/timeline");
    expect(screen.getAllByText(/30 tries/).length).toBeGreaterThan(0);
    expect(document.title).toBe("Given up · Fulcrum");
  });

  it("loads the next page by cursor", async () => {
    const user = userEvent.setup();
    open([], {
      GivenUp: ({ after }) => (after === null ? list([note], "c1", 2) : list([announced], null, 2)),
    });
    await user.click(await screen.findByRole("button", { name: "Load more" }));
    expect(await screen.findByText("Lever announced a move")).toBeTruthy();
    expect(screen.getByText("write note")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
  });

  it("says when there is nothing", async () => {
    open([]);
    expect(await screen.findByText("Nothing was given up.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try all again" })).toBeNull();
  });

  it("offers to try again when the server fails", async () => {
    openDashboard("/given-up", {});
    expect(await screen.findByText("no GivenUp here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("is reached from the menu, which tells how much there is", async () => {
    const user = userEvent.setup();
    open([note], {
      Interviews: () => ({}),
      GivenUpCount: () => ({ deadLetters: { totalCount: 3 } }),
    });
    const menu = within(await screen.findByRole("navigation", { name: "Menu" }));
    const link = await menu.findByRole("link", { name: /Given up\s*3/ });
    await user.click(link);
    expect(await screen.findByRole("heading", { level: 1, name: "Given up" })).toBeTruthy();
  });
});

describe("trying again", () => {
  it("is done one by one", async () => {
    const user = userEvent.setup();
    const asked = open([note, announced], {
      RetryDeadLetter: () => ({ retryDeadLetter: one }),
    });
    await user.click(
      await screen.findByRole("button", { name: "Try again: write note, Ada Okafor" }),
    );
    expect(await screen.findByText(/Being tried again/)).toBeTruthy();
    expect(inputs(asked, "RetryDeadLetter")).toEqual([{ id: "effect:1" }]);
    await waitFor(() =>
      expect(asked.filter(({ name }) => name === "GivenUp").length).toBeGreaterThan(1),
    );
  });

  it("is done with all", async () => {
    const user = userEvent.setup();
    const asked = open([note], { RetryDeadLetters: () => ({ retryDeadLetters: all }) });
    await user.click(await screen.findByRole("button", { name: "Try all again" }));
    expect(await screen.findByText(/Being tried again/)).toBeTruthy();
    expect(inputs(asked, "RetryDeadLetters")).toEqual([{ kind: null }]);
  });

  it("is done with all of a kind", async () => {
    const user = userEvent.setup();
    const event: GivenUp = {
      ...announced,
      id: "effect:3",
      kind: "EVENT",
      what: "send event",
      error: "502 Bad Gateway",
    };
    let events = [event];
    const asked = open([], {
      GivenUp: ({ kind }) => list(kind === "EVENT" ? events : [note, ...events]),
      RetryDeadLetters: () => {
        events = [];
        return { retryDeadLetters: all };
      },
    });
    await user.selectOptions(await screen.findByLabelText("Show"), "Events for your system");
    await waitFor(() => expect(screen.queryByText("write note")).toBeNull());
    expect(screen.getByText("1 thing was given up")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Drop these" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Drop these 1?" }));
    expect(dialog.getByText(/Your own system never hears of it/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Keep all" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "Try these again" }));
    expect(await screen.findByText("Nothing of this kind was given up.")).toBeTruthy();
    expect(inputs(asked, "RetryDeadLetters")).toEqual([{ kind: "EVENT" }]);
    expect(screen.queryByRole("button", { name: "Drop these" })).toBeNull();
    await user.selectOptions(screen.getByLabelText("Show"), "Everything");
    expect(await screen.findByText("write note")).toBeTruthy();
    expect(screen.queryByText(/Being tried again/), "that was of another kind").toBeNull();
  });

  it("tells why it is refused", async () => {
    const user = userEvent.setup();
    const message = "somebody decided on it already";
    open([note], {
      RetryDeadLetter: () => ({ retryDeadLetter: { __typename: "Problem", message } }),
    });
    await user.click(await screen.findByRole("button", { name: /^Try again:/ }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Somebody decided on it already.");
  });
});

describe("dropping", () => {
  it("asks first, and keeps the reason on one line", async () => {
    const user = userEvent.setup();
    const asked = open([note], { DropDeadLetter: () => ({ dropDeadLetter: one }) });
    await user.click(await screen.findByRole("button", { name: "Drop: write note, Ada Okafor" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Drop “write note”?" }));
    expect(dialog.getByText(/never done/)).toBeTruthy();
    await user.type(dialog.getByLabelText("Reason"), "written{enter}by hand ");
    await user.click(dialog.getByRole("button", { name: "Drop it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputs(asked, "DropDeadLetter")).toEqual([
      { id: "effect:1", reason: "written by hand" },
    ]);
  });

  it("can be left", async () => {
    const user = userEvent.setup();
    const asked = open([note]);
    await user.click(await screen.findByRole("button", { name: /^Drop:/ }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputs(asked, "DropDeadLetter")).toEqual([]);
  });

  it("leaves the question about something else open when it is answered late", async () => {
    const user = userEvent.setup();
    let answer = () => {};
    const answered = new Promise<void>((end) => {
      answer = end;
    });
    let nodes = [note, announced];
    openDashboard("/given-up", {
      GivenUp: () => list(nodes),
      DropDeadLetter: async () => {
        await answered;
        nodes = [announced];
        return { dropDeadLetter: one };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Drop: write note, Ada Okafor" }));
    const first = within(await screen.findByRole("dialog", { name: "Drop “write note”?" }));
    await user.click(first.getByRole("button", { name: "Drop it" }));
    await user.click(first.getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "Drop: Lever announced a move" }));
    const title = { name: "Drop “Lever announced a move”?" };
    const reason = within(await screen.findByRole("dialog", title)).getByLabelText("Reason");

    answer();
    await waitFor(() => expect(screen.queryByText("write note")).toBeNull());
    await user.type(reason, "not ours");
    expect(screen.getByRole("dialog", title).contains(reason)).toBe(true);
  });

  it("says how much is dropped with all, and why it is refused", async () => {
    const user = userEvent.setup();
    const message = "somebody decided on some of it meanwhile";
    const asked = open([note, announced], {
      DropDeadLetters: () => ({ dropDeadLetters: { __typename: "Problem", message } }),
    });
    await user.click(await screen.findByRole("button", { name: "Drop all" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Drop all 2?" }));
    await user.click(dialog.getByRole("button", { name: "Drop all 2" }));
    expect(await dialog.findByText("Somebody decided on some of it meanwhile.")).toBeTruthy();
    expect(inputs(asked, "DropDeadLetters")).toEqual([{ kind: null, reason: "" }]);
  });
});

describe("someone who may only look", () => {
  it("sees everything and can decide nothing", async () => {
    open([note], { Viewer: () => ({ viewer: { ...viewer, role: "TEAM_MEMBER" } }) });
    expect(await screen.findByText(/Only Admins can decide/)).toBeTruthy();
    const buttons = screen.getAllByRole<HTMLButtonElement>("button", { name: /^(Try|Drop)/ });
    expect(buttons).toHaveLength(4);
    expect(buttons.filter(({ disabled }) => !disabled)).toEqual([]);
  });
});
