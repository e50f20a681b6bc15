// What is edited, laid over what is stored.
import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { useDraft } from "./useDraft";

it("knows what one began with, whatever others store meanwhile", () => {
  const { result, rerender } = renderHook(({ stored }) => useDraft(stored), {
    initialProps: { stored: { text: "", minutes: 3 } },
  });
  act(() => result.current.edit({ text: "Mine." }));
  rerender({ stored: { text: "Theirs.", minutes: 5 } });
  act(() => result.current.edit({ text: "Mine, too." }));
  expect(result.current.values).toEqual({ text: "Mine, too.", minutes: 5 });
  expect(result.current.base).toEqual({ text: "", minutes: 5 });
  // Told of it, one goes on from theirs.
  act(() => result.current.rebase());
  expect(result.current.base).toEqual({ text: "Theirs.", minutes: 5 });
  // Stored, and typed in further meanwhile: one goes on from what is stored then.
  act(() => result.current.mark());
  act(() => result.current.edit({ text: "Mine, too. And more." }));
  act(() => result.current.settle());
  rerender({ stored: { text: "Mine, too.", minutes: 5 } });
  act(() => result.current.edit({ text: "Mine, too. And more. And more." }));
  rerender({ stored: { text: "Others'.", minutes: 5 } });
  expect(result.current.values.text).toBe("Mine, too. And more. And more.");
  expect(result.current.base.text).toBe("Mine, too.");
  act(() => result.current.clear());
  expect(result.current).toMatchObject({ changed: false, base: { text: "Others'.", minutes: 5 } });
});
