// How far people and the AI agree over all interviews that people rated.
import { Paper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import { keys } from "../keys";
import { agreementWords } from "../parts/agreement";
import { request } from "../request";

const agreementQuery = graphql(`
  query ScoringAgreement {
    scoringAgreement {
      count
      exact
      withinOne
      qwk
    }
  }
`);

/** Shows nothing until people rated what the AI did. */
export function AgreementCard() {
  const { data } = useQuery({
    queryKey: keys.scoringAgreement,
    queryFn: async () => (await request(agreementQuery)).scoringAgreement ?? null,
  });
  if (!data) return null;
  return (
    <Paper component="section" withBorder radius="lg" p="lg">
      <Title order={2} size="h5" mb="sm">
        Do people and the AI agree?
      </Title>
      <Text size="sm">
        {agreementWords(data)}
        {typeof data.qwk === "number" &&
          ` Their agreement, weighted by distance, is ${data.qwk.toFixed(2)}: 1 is full agreement, 0 is chance.`}
      </Text>
    </Paper>
  );
}
