// What is compared of an interview, and what makes scores incomparable.
import { graphql } from "../../../gql";
import type { ComparedInterviewQuery } from "../../../gql/graphql";
import { request } from "../../request";

const comparedQuery = graphql(`
  query ComparedInterview($id: ID!) {
    interview(id: $id) {
      id
      candidateName
      posting {
        id
        title
      }
      plan {
        id
        version
        hash
      }
      scorecard {
        id
        scorer
        overall
        leverScore
        ratings {
          questionId
          competency
          competencyName
          level
          needsHuman
          quotes {
            turn
          }
        }
      }
    }
  }
`);

export type Compared = NonNullable<ComparedInterviewQuery["interview"]>;
export type ComparedRating = NonNullable<Compared["scorecard"]>["ratings"][number];

/** Null when there is none by this id, or not for this operator. */
export async function loadCompared(id: string): Promise<Compared | null> {
  return (await request(comparedQuery, { id })).interview ?? null;
}

/** Why scores mean different things, a sentence each; none when they mean the same. */
export function differences(interviews: Compared[]): string[] {
  const several = (values: unknown[]) => new Set(values).size > 1;
  const scored = interviews.filter(({ scorecard }) => scorecard);
  const found: string[] = [];
  if (several(scored.map(({ plan }) => plan?.hash))) {
    found.push("Not everybody was asked by the same plan.");
  }
  if (several(scored.map(({ scorecard }) => scorecard?.scorer))) {
    found.push("Not everybody was scored in the same way.");
  }
  return found;
}

/** A criterion, with the ratings that each interview has of it. */
export interface Criterion {
  key: string;
  name: string;
  ratings: (interview: Compared) => ComparedRating[];
}

/** Whatever is rated in any of them, in the order of the plans. */
export function criteria(interviews: Compared[]): Criterion[] {
  const names = new Map<string, string>();
  for (const { scorecard } of interviews) {
    for (const { competency, competencyName } of scorecard?.ratings ?? []) {
      if (!names.has(competency)) names.set(competency, competencyName);
    }
  }
  return [...names].map(([key, name]) => ({
    key,
    name,
    ratings: ({ scorecard }) =>
      scorecard?.ratings.filter(({ competency }) => competency === key) ?? [],
  }));
}
