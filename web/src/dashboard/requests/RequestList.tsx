// What candidates asked for, each with what it takes to answer it. What is being written outlasts looking elsewhere in
// the list, and is not lost without asking.
import { Stack } from "@mantine/core";
import { useState } from "react";
import { Announcement } from "../parts/Announcement";
import { useUnsaved } from "../parts/useUnsaved";
import { RequestCard } from "./RequestCard";
import type { CandidateRequest } from "./requests";

interface RequestListProps {
  requests: CandidateRequest[];
  /** Whether each names its candidate. */
  named: boolean;
}

export function RequestList({ requests, named }: RequestListProps) {
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const [said, setSaid] = useState<string | null>(null);
  const written = ({ id, status }: CandidateRequest) =>
    status === "OPEN" && (drafts[id] ?? "").trim() !== "";
  useUnsaved(requests.some(written));

  function edit(id: string, reply: string) {
    setSaid(null);
    setDrafts((before) => ({ ...before, [id]: reply }));
  }
  function finish(id: string) {
    edit(id, "");
    setSaid("Your answer is on its way.");
  }

  return (
    <Stack gap="md">
      <Announcement takesFocus>{said}</Announcement>
      {requests.map((each) => (
        <RequestCard
          key={each.id}
          request={each}
          named={named}
          reply={drafts[each.id] ?? ""}
          onReply={(reply) => edit(each.id, reply)}
          onAnswered={() => finish(each.id)}
        />
      ))}
    </Stack>
  );
}
