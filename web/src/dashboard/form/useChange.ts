// A change: a refusal is said in words, and after a success everything it may have changed is read anew;
// after a refusal, too, where what is there now is of interest.
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { keys } from "../keys";

export type Answer<Done> = Done | { __typename: "Problem"; message: string };

export interface Change<Given extends unknown[], Done> {
  send: (...given: Given) => void;
  pending: boolean;
  /** What came of the last one, unless it was refused. */
  done: Done | null;
  /** Why the last one was refused. */
  problem: string | null;
}

export function useChange<Given extends unknown[], Done extends { __typename: string }>(
  ask: (...given: Given) => Promise<Answer<Done>>,
  onDone?: (done: Done) => void,
  stale: QueryKey[] = [keys.integration],
  onRefused?: () => void,
): Change<Given, Done> {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: (given: Given) => ask(...given),
    onSuccess: async (answer) => {
      const refused = isProblem(answer);
      if (refused && onRefused === undefined) return;
      await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      if (refused) onRefused?.();
      else onDone?.(answer);
    },
  });
  const { data, error } = mutation;
  const refused = data !== undefined && isProblem(data);
  return {
    send: (...given) => mutation.mutate(given),
    pending: mutation.isPending,
    done: data === undefined || refused ? null : (data as Done),
    problem: error?.message ?? (refused ? data.message : null),
  };
}

function isProblem<Done extends { __typename: string }>(
  answer: Answer<Done>,
): answer is { __typename: "Problem"; message: string } {
  return answer.__typename === "Problem";
}
