// Without a network: what is asked fails at once and says so, and nothing is done later by itself.
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { openDashboard, page, row } from "../testing/dashboard";
import { detail } from "../testing/interview";

const UNREACHED = "The server can't be reached.";

let offline = false;

/** As a browser tells of it. */
function turn(to: "online" | "offline") {
  offline = to === "offline";
  act(() => void window.dispatchEvent(new Event(to)));
}

afterEach(() => turn("online"));

/** What an operation answers, where there is a network. */
function reached<Data>(data: Data): Data {
  if (offline) throw new TypeError("Failed to fetch");
  return data;
}

it("says that a change did not reach the server, and does not make it later", async () => {
  const user = userEvent.setup();
  const asked = openDashboard("/interviews/pipeline:1", {
    Interview: () => reached({ interview: { ...detail, canCancel: true } }),
    CancelInterview: () => reached({ cancelInterview: { __typename: "Interview", id: detail.id } }),
  });
  const cancel = async () => {
    await user.click(await screen.findByRole("button", { name: "Cancel the interview" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Cancel the interview?" }));
    await user.click(dialog.getByRole("button", { name: "Cancel the interview" }));
    return dialog;
  };
  await screen.findByRole("button", { name: "Cancel the interview" });
  turn("offline");
  const dialog = await cancel();
  expect((await dialog.findByRole("alert")).textContent).toBe(UNREACHED);
  await user.click(dialog.getByRole("button", { name: "Keep it" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

  turn("online");
  await cancel();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  // Once in vain, once for good.
  expect(asked.filter(({ name }) => name === "CancelInterview")).toHaveLength(2);
});

it("says that a page did not reach the server, and shows it once there is a network", async () => {
  const user = userEvent.setup();
  openDashboard("/settings/account", { Interviews: () => reached(page([row(1)])) });
  const link = await screen.findByRole("link", { name: "Interviews" });
  turn("offline");
  await user.click(link);
  expect(await screen.findByText(UNREACHED)).toBeTruthy();
  turn("online");
  expect(await screen.findByRole("link", { name: "Candidate 1" })).toBeTruthy();
});
