// The members, each with their role; a Limited Team Member also with what they see.
import { Badge, Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Announcement } from "../../parts/Announcement";
import { ROLE_NAMES, useViewer } from "../../viewer";
import { PageLinks } from "../lever/PageLinks";
import { usePages } from "../lever/usePages";
import { countPostings, type Operator } from "./operators";
import { PostingsDialog } from "./PostingsDialog";

/** Whom the dialog is about; kept while it closes, so that its title stays. */
type Asked = { open: boolean; operator: Operator | null };

export function MemberList({ operators }: { operators: Operator[] }) {
  const pages = usePages(operators);
  const [asked, setAsked] = useState<Asked>({ open: false, operator: null });
  const [said, setSaid] = useState<string | null>(null);
  const close = () => setAsked((before) => ({ ...before, open: false }));
  return (
    <>
      <ul className="entries">
        {pages.rows.map((operator) => (
          <MemberEntry
            key={operator.id}
            operator={operator}
            onChoose={() => setAsked({ open: true, operator })}
          />
        ))}
      </ul>
      <PageLinks of="Members" pages={pages} />
      <Announcement>{said}</Announcement>
      <PostingsDialog
        opened={asked.open}
        operator={asked.operator}
        onClose={close}
        onSaved={({ name }, count) => {
          setSaid(`Saved: ${name} sees ${countPostings(count)}.`);
          close();
        }}
      />
    </>
  );
}

function MemberEntry({ operator, onChoose }: { operator: Operator; onChoose: () => void }) {
  const { id, name, email, role, hasPassword, postingIds } = operator;
  const isViewer = useViewer().id === id;
  return (
    <li className="entry">
      <div className="entry-names">
        <Group gap="xs">
          <Text fw={600} className="wrap">
            {name}
          </Text>
          {isViewer && (
            <Badge variant="light" tt="none">
              You
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" className="wrap">
          {email}
          {!hasPassword && " · no password yet"}
        </Text>
        <Text size="sm">
          {ROLE_NAMES[role]}
          {postingIds && ` · sees ${countPostings(postingIds.length)}`}
        </Text>
      </div>
      {postingIds && (
        <Button
          variant="default"
          size="xs"
          aria-label={`Choose postings for ${name}`}
          onClick={onChoose}
        >
          Choose postings
        </Button>
      )}
    </li>
  );
}
