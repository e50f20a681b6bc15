// What the server tells by itself: interviews that went on, over one socket for all pages.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type Client, createClient } from "graphql-ws";
import { useEffect } from "react";
import { graphql } from "../gql";
import type { InterviewProgressSubscription } from "../gql/graphql";
import { keys } from "./keys";
import { hashOf } from "./request";

const progressSubscription = graphql(`
  subscription InterviewProgress($id: ID) {
    interviewProgress(id: $id) {
      interviewId
    }
  }
`);

/** Many at once are read once. */
const GATHER_MS = 300;
/** How long until the socket is opened, or a subscription made, once more. Meanwhile pages ask from time to time. */
const RETRY_MS = 5_000;
/** How often we ask whether the server is there. */
const KEEP_ALIVE_MS = 30_000;

/** One for each store of what was read; a page has one. */
const sockets = new WeakMap<QueryClient, Client>();

function socketOf(queries: QueryClient): Client {
  const known = sockets.get(queries);
  if (known !== undefined) return known;
  const socket = createClient({
    url: () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, RETRY_MS)),
    shouldRetry: () => true,
    keepAlive: KEEP_ALIVE_MS,
    // Between two pages it stays open.
    lazyCloseTimeout: 3_000,
  });
  sockets.set(queries, socket);
  return socket;
}

/** Keeps what is shown of an interview up to date, or of all interviews where there is no id. */
export function useLive(id: string | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stale = id === null ? [keys.everyInterview, keys.everyFunnel] : [keys.interview(id)];
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        // What is being read ends first: somebody may have asked for it, such as for more of a list.
        if (stale.some((queryKey) => queries.isFetching({ queryKey }) > 0)) return readAgain();
        for (const queryKey of stale) void queries.invalidateQueries({ queryKey });
      }, GATHER_MS);
    };
    // What went on while there was no socket was told to nobody.
    const socket = socketOf(queries);
    const forget = socket.on("connected", readAgain);
    let over = false;
    let resting: ReturnType<typeof setTimeout> | undefined;
    let end = () => {};
    const subscribe = () => {
      end = socket.subscribe<InterviewProgressSubscription>(
        {
          query: "",
          extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(progressSubscription) } },
          variables: { id },
        },
        {
          next: ({ errors }) => {
            if (errors?.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED")) {
              void queries.invalidateQueries({ queryKey: keys.viewer });
            } else {
              readAgain();
            }
          },
          error: rest,
          complete: rest,
        },
      );
    };
    // The server ends what it tells with a session or a role, and where it fails.
    const rest = () => {
      if (over) return;
      resting = setTimeout(() => {
        subscribe();
        readAgain();
      }, RETRY_MS);
    };
    subscribe();
    return () => {
      over = true;
      clearTimeout(gathering);
      clearTimeout(resting);
      forget();
      end();
    };
  }, [id, queries]);
}
