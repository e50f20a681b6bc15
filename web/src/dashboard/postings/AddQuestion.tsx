// Adds a question to a plan: an empty one, or one of the bank that ships with Fulcrum.
import { Button, Fieldset, Group, Loader, NativeSelect, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { graphql } from "../../gql";
import type { QuestionBankQuery } from "../../gql/graphql";
import { keys } from "../keys";
import { Failure } from "../parts/Failure";
import { request } from "../request";

const bankQuery = graphql(`
  query QuestionBank($language: String!) {
    questionBank(language: $language) {
      competency {
        key
        name
        weight
      }
      questions {
        kind
        text
        minutes
        mustAsk
        weight
        probes {
          when
          text
        }
        anchors {
          level
          text
        }
        lookFor
      }
    }
  }
`);

type BankEntry = QuestionBankQuery["questionBank"][number];

/** A question of the bank with what it is about. */
export interface Chosen {
  competency: BankEntry["competency"];
  question: BankEntry["questions"][number];
}

interface AddQuestionProps {
  /** The language of the plan's questions. */
  language: string;
  onAddEmpty: () => void;
  onAdd: (chosen: Chosen) => void;
}

export function AddQuestion({ language, onAddEmpty, onAdd }: AddQuestionProps) {
  const bank = useQuery({
    queryKey: keys.questionBank(language),
    queryFn: async () => (await request(bankQuery, { language })).questionBank,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Fieldset legend="Add a question" radius="lg">
      <Stack gap="md" align="flex-start">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={onAddEmpty}
        >
          Add an empty question
        </Button>
        {bank.isPending && <Loader size="sm" aria-label="Loading the question bank" />}
        {bank.isError && (
          <Failure
            what="The question bank could not be loaded"
            error={bank.error}
            onRetry={() => void bank.refetch()}
          />
        )}
        {bank.data && <BankSelect bank={bank.data} onAdd={onAdd} />}
      </Stack>
    </Fieldset>
  );
}

function BankSelect({ bank, onAdd }: { bank: BankEntry[]; onAdd: (chosen: Chosen) => void }) {
  const [value, setValue] = useState("");
  const all = bank.flatMap(({ competency, questions }) =>
    questions.map((question, index) => ({
      value: `${competency.key}:${index}`,
      chosen: { competency, question },
    })),
  );
  const chosen = all.find((each) => each.value === value)?.chosen;
  return (
    <Group gap="sm" align="flex-end" w="100%">
      <NativeSelect
        className="grow"
        label="From the question bank"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        data={[
          { value: "", label: "Choose a question" },
          ...bank.map(({ competency, questions }) => ({
            group: competency.name,
            items: questions.map(({ text }, index) => ({
              value: `${competency.key}:${index}`,
              label: text,
            })),
          })),
        ]}
      />
      <Button
        variant="default"
        disabled={chosen === undefined}
        onClick={() => {
          if (chosen === undefined) return;
          onAdd(chosen);
          setValue("");
        }}
      >
        Add it
      </Button>
    </Group>
  );
}
