// Templates of plans, as the pages that offer and keep them read and change them.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { PlanTemplatesQuery, SavePlanTemplateInput } from "../../gql/graphql";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { request } from "../request";

const templatesQuery = graphql(`
  query PlanTemplates {
    planTemplates {
      id
      name
      wording
      updatedAt
      text
      questions {
        id
      }
    }
  }
`);

const saveMutation = graphql(`
  mutation SavePlanTemplate($input: SavePlanTemplateInput!) {
    savePlanTemplate(input: $input) {
      ... on PlanTemplate {
        __typename
        name
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const importMutation = graphql(`
  mutation ImportPlanTemplate($input: ImportPlanTemplateInput!) {
    importPlanTemplate(input: $input) {
      ... on PlanTemplate {
        __typename
        name
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const deleteMutation = graphql(`
  mutation DeletePlanTemplate($input: DeletePlanTemplateInput!) {
    deletePlanTemplate(input: $input) {
      ... on PlanTemplates {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export const TEMPLATES_PAGE = "/settings/templates";

export type Template = PlanTemplatesQuery["planTemplates"][number];

export function useTemplates() {
  return useQuery({
    queryKey: keys.templates,
    queryFn: async () => (await request(templatesQuery)).planTemplates,
  });
}

export function useSaveTemplate(onSaved: () => void) {
  return useChange(
    async (input: SavePlanTemplateInput) =>
      (await request(saveMutation, { input })).savePlanTemplate,
    onSaved,
    [keys.templates],
  );
}

export function useImportTemplate() {
  return useChange(
    async (text: string) => (await request(importMutation, { input: { text } })).importPlanTemplate,
    undefined,
    [keys.templates],
  );
}

export function useDeleteTemplate(onDeleted: () => void) {
  return useChange(
    async (id: string) => (await request(deleteMutation, { input: { id } })).deletePlanTemplate,
    onDeleted,
    [keys.templates],
  );
}
