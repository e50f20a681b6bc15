// A session that ends while a page is open: what was typed there outlives it, and is nobody else's.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openDashboard, SIGNED_OUT, viewer } from "../testing/dashboard";
import { PLAN_PAGE, planOperations } from "../testing/plan";

const someoneElse = { ...viewer, id: "operator:2", name: "Kim Sato" };

/** Types a description, and saves it when the session has ended; who signs in then is `next`. */
async function saveTooLate(next: typeof viewer) {
  const user = userEvent.setup();
  let who: typeof viewer | null = viewer;
  openDashboard(PLAN_PAGE, {
    ...planOperations(),
    Viewer: () => ({ viewer: who }),
    PostingPlan: () => (who === null ? SIGNED_OUT : planOperations().PostingPlan()),
    SetPostingDescription: () => ({
      setPostingDescription:
        who === null
          ? { __typename: "Problem", message: "sign in first" }
          : { __typename: "Posting" },
    }),
    SignIn: () => {
      who = next;
      return { signIn: { __typename: "Operator", id: next.id } };
    },
  });
  const own = await screen.findByLabelText<HTMLTextAreaElement>("Your own description");
  fireEvent.change(own, { target: { value: "Run our queues." } });
  who = null;
  await user.click(
    within(own.closest("form") ?? document.body).getByRole("button", { name: "Save" }),
  );
  const dialog = await screen.findByRole("dialog", { name: "Your session has ended" });
  expect(own.isConnected).toBe(true);
  await user.type(within(dialog).getByLabelText("Email"), next.email);
  await user.type(within(dialog).getByLabelText("Password"), "correct horse battery");
  await user.click(within(dialog).getByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  return { user, own };
}

it("keeps what was typed until one has signed in again", async () => {
  const { user, own } = await saveTooLate(viewer);
  expect(own.isConnected).toBe(true);
  expect(own.value).toBe("Run our queues.");
  await user.click(
    within(own.closest("form") ?? document.body).getByRole("button", { name: "Save" }),
  );
  await waitFor(() => expect(screen.queryByText("Sign in first.")).toBeNull());
});

it("shows nothing of it to somebody else who signs in", async () => {
  const { own } = await saveTooLate(someoneElse);
  const menu = await screen.findByRole("button", { name: /^Signed in as/ });
  expect(menu.textContent).toContain("Kim Sato");
  expect(own.isConnected).toBe(false);
  const anew = await screen.findByLabelText<HTMLTextAreaElement>("Your own description");
  expect(anew.value).not.toBe("Run our queues.");
});

it("leads to the sign-in page where nothing is lost", async () => {
  let ended = false;
  openDashboard("/interviews", {
    Viewer: () => ({ viewer: ended ? null : viewer }),
    Interviews: () => {
      ended = true;
      return SIGNED_OUT;
    },
  });
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
});
