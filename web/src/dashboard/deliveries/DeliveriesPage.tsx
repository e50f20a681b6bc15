// Settings > Integrations > Lever > What Lever announced: each event, with the interview of its candidate, if there is one.
import { Button, Center, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { Failure } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { PageTitle } from "../parts/PageTitle";
import { Trail } from "../settings/Trail";
import { seesSettings, useViewer } from "../viewer";
import { DeliveryTable } from "./DeliveryTable";
import { useDeliveries } from "./deliveries";

const TRAIL = [
  { to: "/settings", name: "Settings" },
  { to: "/settings/integrations", name: "Integrations" },
  { to: "/settings/integrations/lever", name: "Lever" },
];

export function DeliveriesPage() {
  return (
    <Stack gap="lg" maw={820}>
      <Trail steps={TRAIL} />
      <PageTitle>What Lever announced</PageTitle>
      {seesSettings(useViewer()) ? (
        <Deliveries />
      ) : (
        <Notice tone="quiet">Limited Team Members do not see what Lever announces.</Notice>
      )}
    </Stack>
  );
}

function Deliveries() {
  const deliveries = useDeliveries();
  const rows = deliveries.data?.pages.flatMap((page) => page.nodes) ?? [];
  return (
    <>
      <Text c="dimmed">
        Lever tells of everybody who is moved or applies. Most of it concerns no interview, and
        nothing but the event itself is kept of it then. What Lever did not tell, Fulcrum finds by
        looking every few minutes.
      </Text>
      {deliveries.isPending && (
        <Skeleton height={200} radius="lg" role="status" aria-label="Loading the events" />
      )}
      {deliveries.isError && (
        <Failure
          what="The events could not be loaded"
          error={deliveries.error}
          onRetry={() => void deliveries.refetch()}
        />
      )}
      {deliveries.isSuccess && rows.length === 0 && (
        <Paper withBorder radius="lg" p="xl">
          <Text c="dimmed" ta="center" py="lg">
            Lever has announced nothing yet.
          </Text>
        </Paper>
      )}
      {rows.length > 0 && <DeliveryTable rows={rows} />}
      {deliveries.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={deliveries.isFetchingNextPage}
            onClick={() => void deliveries.fetchNextPage()}
          >
            Load more
          </Button>
        </Center>
      )}
    </>
  );
}
