// Signing in by the company's own accounts, where that is set up.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../gql";
import { keys } from "./keys";
import { request } from "./request";

const companySignInQuery = graphql(`
  query CompanySignIn {
    companySignIn {
      name
      path
      only
    }
  }
`);

/** Null data means that it is not set up. */
export function useCompanySignIn() {
  return useQuery({
    queryKey: keys.companySignIn,
    queryFn: async () => (await request(companySignInQuery)).companySignIn ?? null,
    // It is a setting of the server.
    staleTime: Number.POSITIVE_INFINITY,
  });
}
