// When something is tried again by itself.
import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useRetry } from "./useRetry";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("waits as long as the server asked, also when the browser comes back online", () => {
  const again = vi.fn();
  renderHook(() => {
    useRetry(1, again, 40_000);
  });
  window.dispatchEvent(new Event("online"));
  vi.advanceTimersByTime(39_999);
  expect(again).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(again).toHaveBeenCalledTimes(1);
});

it("waits as long as it would by itself where the server asked for less", () => {
  const again = vi.fn();
  renderHook(() => {
    useRetry(2, again, 1_000);
  });
  vi.advanceTimersByTime(4_999);
  expect(again).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(again).toHaveBeenCalledTimes(1);
});

it("tries at once when the browser is back online and nobody asked for a pause", () => {
  const again = vi.fn();
  renderHook(() => {
    useRetry(4, again);
  });
  window.dispatchEvent(new Event("online"));
  expect(again).toHaveBeenCalledTimes(1);
});
