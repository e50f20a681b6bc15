// What the candidate said for an answer, as far as it is kept. It is fetched when somebody wants to hear it, which is
// written down.
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconVolume } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { graphql } from "../../gql";
import type { RecordingsQuery } from "../../gql/graphql";
import { keys } from "../keys";
import { request } from "../request";
import { mayHear, useViewer } from "../viewer";

const recordingsQuery = graphql(`
  query Recordings($id: ID!) {
    interview(id: $id) {
      id
      recordings {
        turn
        url
        recordedAt
      }
    }
  }
`);

export type Recording = NonNullable<RecordingsQuery["interview"]>["recordings"][number];

/** None for who may not hear them. */
export function useRecordings(id: string): Recording[] {
  const recordings = useQuery({
    queryKey: keys.recordings(id),
    queryFn: async () => (await request(recordingsQuery, { id })).interview?.recordings ?? [],
    enabled: mayHear(useViewer()),
  });
  return recordings.data ?? [];
}

export function Recordings({ turn, recordings }: { turn: number; recordings: Recording[] }) {
  if (recordings.length === 0) return null;
  return (
    <Stack gap="xs" mt="md">
      <Text size="xs" c="dimmed">
        The candidate spoke, and could change the text before sending it: the text is the answer.
      </Text>
      {recordings.map(({ url }, index) => (
        <Player key={url} url={url} name={`recording ${index + 1} of turn ${turn}`} />
      ))}
    </Stack>
  );
}

function Player({ url, name }: { url: string; name: string }) {
  const [wanted, setWanted] = useState(false);
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (address === null) return;
    return () => URL.revokeObjectURL(address);
  }, [address]);

  async function hear() {
    setWanted(true);
    setFailed(false);
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${answer.status}`);
      setAddress(URL.createObjectURL(await answer.blob()));
    } catch {
      setFailed(true);
    } finally {
      setWanted(false);
    }
  }

  if (address !== null) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: the answer above is its text.
      <audio controls autoPlay src={address} aria-label={name} />
    );
  }
  return (
    <Group gap="sm">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconVolume size={14} aria-hidden />}
        loading={wanted}
        onClick={() => void hear()}
      >
        Hear {name}
      </Button>
      {failed && (
        <Text size="xs" c="red" role="alert">
          It could not be fetched. Perhaps it was erased meanwhile.
        </Text>
      )}
    </Group>
  );
}
