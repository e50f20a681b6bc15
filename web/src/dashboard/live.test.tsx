// What the server tells shows at once, and what it could not tell is read when it is there again.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { openDashboard, page, row, SIGNED_OUT, viewer } from "../testing/dashboard";
import { detail } from "../testing/interview";
import { plan } from "../testing/plan";
import { listen } from "../testing/socket";

afterEach(() => void vi.useRealTimers());

const progress = { data: { interviewProgress: { interviewId: "pipeline:2" } } };

it("shows an interview as soon as the server tells of it, and once more after a break", async () => {
  const opened = listen();
  let rows = [row(1)];
  openDashboard("/interviews", { Interviews: () => page(rows) });
  expect(await screen.findByText("Candidate 1")).toBeDefined();
  await waitFor(() => expect(opened[0]?.subscribed).toHaveLength(1));

  rows = [row(2), row(1)];
  opened[0]?.tell({ id: null }, progress);
  expect(await screen.findByText("Candidate 2")).toBeDefined();

  rows = [row(3), row(2), row(1)];
  vi.useFakeTimers({ shouldAdvanceTime: true });
  opened[0]?.drop();
  await vi.advanceTimersByTimeAsync(5_000);
  await waitFor(() => expect(opened[1]?.subscribed).toHaveLength(1));
  expect(await screen.findByText("Candidate 3")).toBeDefined();
});

it("lets more of the list come first that somebody asked for", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const opened = listen();
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  let rows = [row(1)];
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  openDashboard("/interviews", {
    Interviews: async ({ after }) => {
      if (after === null) return page(rows, "c1");
      await answered;
      return page([row(9)]);
    },
  });
  await waitFor(() => expect(opened[0]?.subscribed).toHaveLength(1));
  // What is read because the socket is open.
  await vi.advanceTimersByTimeAsync(1_000);
  await user.click(await screen.findByRole("button", { name: "Load more" }));

  rows = [row(2), row(1)];
  opened[0]?.tell({ id: null }, progress);
  await vi.advanceTimersByTimeAsync(1_000);
  answer();
  expect(await screen.findByText("Candidate 9")).toBeDefined();
  // Long before the list is read again in any case.
  expect(await screen.findByText("Candidate 2", {}, { timeout: 5_000 })).toBeDefined();
  expect(screen.getByText("Candidate 9")).toBeDefined();
});

it("finds out that it is signed out", async () => {
  const opened = listen();
  const asked = openDashboard("/interviews", { Interviews: () => page([row(1)]) });
  await waitFor(() => expect(opened[0]?.subscribed).toHaveLength(1));
  const looks = () => asked.filter(({ name }) => name === "Viewer").length;
  const before = looks();
  const extensions = { code: "UNAUTHENTICATED" };
  opened[0]?.tell({ id: null }, { errors: [{ message: "sign in first", extensions }] });
  await waitFor(() => expect(looks()).toBe(before + 1));
});

it("is told again after a pause where the server ended what it tells", async () => {
  const opened = listen();
  let rows = [row(1)];
  openDashboard("/interviews", { Interviews: () => page(rows) });
  await screen.findByText("Candidate 1");
  await waitFor(() => expect(opened[0]?.subscribed).toHaveLength(1));

  vi.useFakeTimers({ shouldAdvanceTime: true });
  opened[0]?.end({ id: null });
  expect(opened[0]?.subscribed).toHaveLength(0);
  rows = [row(2), row(1)];
  await vi.advanceTimersByTimeAsync(5_000);
  await waitFor(() => expect(opened.at(-1)?.subscribed).toHaveLength(1));
  // Nobody told of it meanwhile.
  expect(await screen.findByText("Candidate 2")).toBeDefined();

  rows = [row(3), row(2), row(1)];
  opened.at(-1)?.tell({ id: null }, progress);
  expect(await screen.findByText("Candidate 3")).toBeDefined();
});

it("is told again once one has signed in again over a page that stayed", async () => {
  const opened = listen();
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  let who: typeof viewer | null = viewer;
  let interview = { ...detail, plan };
  openDashboard("/interviews/pipeline:1/ratings", {
    Viewer: () => ({ viewer: who }),
    Interview: () => (who === null ? SIGNED_OUT : { interview }),
    SignIn: () => {
      who = viewer;
      return { signIn: { __typename: "Operator", id: viewer.id } };
    },
  });
  // Not saved, so that the page stays.
  const comment = await screen.findByLabelText("Comment on Ownership");
  fireEvent.change(comment, { target: { value: "No lesson." } });
  await waitFor(() => expect(opened[0]?.subscribed).toHaveLength(2));

  vi.useFakeTimers({ shouldAdvanceTime: true });
  who = null;
  const extensions = { code: "UNAUTHENTICATED" };
  for (const variables of [{ id: null }, { id: "pipeline:1" }]) {
    opened[0]?.tell(variables, { errors: [{ message: "sign in first", extensions }] });
    opened[0]?.end(variables);
  }
  const dialog = within(await screen.findByRole("dialog", { name: "Your session has ended" }));
  await user.type(dialog.getByLabelText("Email"), viewer.email);
  await user.type(dialog.getByLabelText("Password"), "correct horse battery");
  await user.click(dialog.getByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await vi.advanceTimersByTimeAsync(5_000);
  await waitFor(() => expect(opened.at(-1)?.subscribed).toHaveLength(2));

  interview = { ...interview, candidateName: "Ada Lovelace" };
  opened.at(-1)?.tell({ id: "pipeline:1" }, progress);
  expect(await screen.findByRole("heading", { name: "Ada Lovelace" })).toBeDefined();
});
