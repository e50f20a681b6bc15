// Publishing a plan as its next version, or only asking what is wrong with it.
import { graphql } from "../../gql";
import type {
  ApplyPlanTemplateInput,
  ImportPlanInput,
  PublishPlanInput,
  PublishPlanMutation,
} from "../../gql/graphql";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { request } from "../request";

const publishMutation = graphql(`
  mutation PublishPlan($input: PublishPlanInput!) {
    publishPlan(input: $input) {
      ... on PlanOutcome {
        __typename
        published
        faults {
          severity
          questionId
          forbidden
          message
        }
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const importMutation = graphql(`
  mutation ImportPlan($input: ImportPlanInput!) {
    importPlan(input: $input) {
      ... on PlanOutcome {
        __typename
        published
        faults {
          severity
          questionId
          forbidden
          message
        }
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const applyMutation = graphql(`
  mutation ApplyPlanTemplate($input: ApplyPlanTemplateInput!) {
    applyPlanTemplate(input: $input) {
      ... on PlanOutcome {
        __typename
        published
        faults {
          severity
          questionId
          forbidden
          message
        }
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** What came of a plan that was sent. */
export type Outcome = Extract<PublishPlanMutation["publishPlan"], { __typename: "PlanOutcome" }>;

export type PlanFault = Outcome["faults"][number];

export function usePublish(onPublished: () => void) {
  return useChange<[input: PublishPlanInput], Outcome>(
    async (input) => (await request(publishMutation, { input })).publishPlan,
    ({ published }) => {
      if (published) onPublished();
    },
    [keys.everyPlan],
  );
}

/** A plan from elsewhere: a text file, or a template. */
export type PlanSource = ImportPlanInput | ApplyPlanTemplateInput;

/** Sends a plan from elsewhere; with `dryRun`, only to be told what is wrong with it. */
export function usePlanSource() {
  return useChange<[source: PlanSource, dryRun: boolean], Outcome>(
    async (source, dryRun) =>
      "text" in source
        ? (await request(importMutation, { input: { ...source, dryRun } })).importPlan
        : (await request(applyMutation, { input: { ...source, dryRun } })).applyPlanTemplate,
    undefined,
    [keys.everyPlan],
  );
}
