// What the server tells shows at once, and what it could not tell is read when it is there again.
import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { openDashboard, page, row } from "../testing/dashboard";
import { listen } from "../testing/socket";

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
  vi.useRealTimers();
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
