// No page, or nothing by that id.
import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { PageTitle } from "./parts/PageTitle";

export function NotFound({ what = "page" }: { what?: string }) {
  return (
    <Stack>
      <PageTitle>{`No such ${what}`}</PageTitle>
      <Text c="dimmed">There is no {what} at this address, or it isn't yours to see.</Text>
      <Anchor component={Link} to="/interviews">
        All interviews
      </Anchor>
    </Stack>
  );
}
