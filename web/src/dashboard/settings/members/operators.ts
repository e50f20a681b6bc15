// Who uses the dashboard, as the members page reads it.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { OperatorsQuery } from "../../../gql/graphql";
import { keys } from "../../keys";
import { request } from "../../request";

const operatorsQuery = graphql(`
  query Operators {
    operators {
      id
      name
      email
      role
      hasPassword
      postingIds
    }
  }
`);

export type Operator = OperatorsQuery["operators"][number];

export function useOperators() {
  return useQuery({
    queryKey: keys.operators,
    queryFn: async () => (await request(operatorsQuery)).operators,
  });
}

/** "no posting", "1 posting", "12 postings". */
export function countPostings(count: number): string {
  if (count === 0) return "no posting";
  return count === 1 ? "1 posting" : `${count.toLocaleString("en")} postings`;
}
