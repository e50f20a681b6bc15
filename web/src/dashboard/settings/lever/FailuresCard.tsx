// What was given up, and the way to have all of it tried again.
import { Anchor, Button, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { Link } from "react-router";
import { graphql } from "../../../gql";
import { sentence } from "../../../shared/sentence";
import { Section } from "../../parts/Section";
import { When } from "../../parts/When";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import type { Integration } from "../integration";
import { Refusal } from "./Refusal";
import { useChange } from "./useChange";

const retryFailuresMutation = graphql(`
  mutation RetryFailures {
    retryFailures {
      ... on Integration {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export function FailuresCard({ integration }: { integration: Integration }) {
  const { failures, failureCount } = integration;
  const allowed = mayConfigure(useViewer());
  const retry = useChange(async () => (await request(retryFailuresMutation)).retryFailures);
  const hidden = failureCount - failures.length;
  return (
    <Section
      title="Given up"
      lead="Whatever fails is tried again by itself for a while. What stays here needs you: see what is wrong, mend it, then try again."
      aside={
        failureCount > 0 && (
          <Button
            variant="default"
            size="xs"
            disabled={!allowed}
            loading={retry.pending}
            leftSection={<IconRefresh size={15} aria-hidden />}
            onClick={() => retry.send()}
          >
            Try all again
          </Button>
        )
      }
    >
      <Refusal problem={retry.problem} />
      {retry.done !== null && (
        <Text size="sm" role="status">
          Being tried again. What fails once more comes back here.
        </Text>
      )}
      {failureCount === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was given up.
        </Text>
      )}
      {failures.length > 0 && (
        <ul className="checks">
          {failures.map((failure) => (
            <FailureRow key={failure.id} {...failure} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <Text size="sm" c="dimmed">
          And {hidden.toLocaleString("en")} more, older ones.
        </Text>
      )}
    </Section>
  );
}

function FailureRow({ what, error, failedAt, interview }: Integration["failures"][number]) {
  return (
    <li className="failure">
      <Text fw={600} component="span" className="sentence">
        {what}
      </Text>
      <Text size="sm" className="wrap">
        {sentence(error)}
      </Text>
      <Text size="sm" c="dimmed">
        {interview && (
          <>
            <Anchor
              component={Link}
              to={`/interviews/${interview.id}/timeline`}
              size="sm"
              underline="always"
            >
              {interview.candidateName === "" ? "Interview" : interview.candidateName}
            </Anchor>
            {failedAt && " · "}
          </>
        )}
        {failedAt && <When at={failedAt} />}
      </Text>
    </li>
  );
}
