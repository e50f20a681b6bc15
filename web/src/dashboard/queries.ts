// What is asked of the server and kept; and what follows when the server no longer knows who asks.
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { keys } from "./keys";
import { RequestError } from "./request";
import { ended, type Session } from "./viewer";

/** Asks the server; `retry` is how often again when that fails. */
export function newQueryClient(retry: number): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof RequestError && error.signedOut) {
      client.setQueryData<Session | null>(keys.viewer, (was) => (was ? ended(was) : null));
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({
      onError,
      // What is refused may be refused because nobody is signed in any more; the words alone say so.
      onSuccess: (answer) => {
        if (isProblem(answer)) void client.invalidateQueries({ queryKey: keys.viewer });
      },
    }),
    // Without a network it fails at once and says so: a change that waited would be made when nobody wants it any more.
    defaultOptions: {
      queries: { retry, staleTime: 1_000, networkMode: "always", refetchOnReconnect: true },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}

function isProblem(answer: unknown): boolean {
  return (answer as { __typename?: unknown } | null | undefined)?.__typename === "Problem";
}
