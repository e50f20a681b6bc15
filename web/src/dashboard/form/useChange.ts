// A change: a refusal is said in words, and after a success everything it may have changed is read anew;
// so it is where somebody else was quicker.
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ProblemCode } from "../../gql/graphql";
import { keys } from "../keys";

export type Answer<Done> = Done | Problem | Coded;

interface Problem {
  __typename: "Problem";
  message: string;
}

/** Asked for where it matters whether somebody else was quicker. */
interface Coded extends Problem {
  code: ProblemCode;
}

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
  onConflict?: () => void,
): Change<Given, Done> {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: (given: Given) => ask(...given),
    onSuccess: async (answer) => {
      if (isProblem(answer) && !isConflict(answer)) return;
      await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      if (isProblem(answer)) onConflict?.();
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
): answer is Problem | Coded {
  return answer.__typename === "Problem";
}

function isConflict(problem: Problem | Coded): boolean {
  return "code" in problem && problem.code === "CONFLICT";
}
