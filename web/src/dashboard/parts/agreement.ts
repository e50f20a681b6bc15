// How far people and a scorer agree, in words.
import type { ScoringAgreementQuery } from "../../gql/graphql";

export type Agreement = Pick<
  NonNullable<ScoringAgreementQuery["scoringAgreement"]>,
  "count" | "exact" | "withinOne"
>;

/** "Of 5 answers that both gave a level, 3 have the same and 5 are at most one apart." */
export function agreementWords({ count, exact, withinOne }: Agreement): string {
  const of = (share: number) => Math.round(share * count).toLocaleString("en");
  if (count === 1) {
    if (exact === 1) return "The one answer that both gave a level has the same.";
    const apart = withinOne === 1 ? "one level" : "more than one level";
    return `The one answer that both gave a level is ${apart} apart.`;
  }
  return `Of ${count.toLocaleString("en")} answers that both gave a level, ${of(exact)} have the same and ${of(withinOne)} are at most one apart.`;
}
