// A server that wants a pause: it gets one, and then the same request again.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type RoomError, roomApi } from "./api";

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

function tooFast(seconds: string | null): Response {
  const headers = seconds === null ? undefined : { "retry-after": seconds };
  return Response.json({ code: "TOO_FAST", message: "Too much." }, { status: 429, headers });
}

beforeEach(() => {
  vi.useFakeTimers();
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  vi.useRealTimers();
});

it("asks the same again after a short pause, neither sooner nor told", async () => {
  fetched.mockResolvedValueOnce(tooFast("2")).mockResolvedValueOnce(Response.json({ answered: 1 }));
  const answer = roomApi("token").answer("key", "q1", "Words.", null);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(fetched).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await answer).toEqual({ answered: 1 });
  const [first, second] = fetched.mock.calls;
  expect(second?.[0]).toBe("/i/token/answers");
  expect(second?.[1].body).toBe(first?.[1].body);
});

it("tells of a long pause at once, and how long it is", async () => {
  fetched.mockResolvedValue(tooFast("40"));
  const error = await roomApi("token")
    .read()
    .catch((caught: RoomError) => caught);
  expect(error).toMatchObject({ status: 429, code: "TOO_FAST", pauseMs: 40_000, passing: true });
  expect(fetched).toHaveBeenCalledTimes(1);
});

it("gives up in the end, and does not guess a pause that was not told", async () => {
  fetched.mockImplementation(() => Promise.resolve(tooFast("1")));
  const refused = expect(roomApi("token").read()).rejects.toMatchObject({ status: 429 });
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
  expect(fetched).toHaveBeenCalledTimes(4);
  fetched.mockReset().mockResolvedValue(tooFast(null));
  await expect(roomApi("token").read()).rejects.toMatchObject({ status: 429, pauseMs: 0 });
  expect(fetched).toHaveBeenCalledTimes(1);
});
