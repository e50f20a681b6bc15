// The members, each with their role; a Limited Team Member also with what they see. Super Admins change
// roles here, and remove members.
import { Badge, Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useCompanySignIn } from "../../companySignIn";
import { Announcement } from "../../parts/Announcement";
import { useAsked } from "../../parts/useAsked";
import { mayGovern, ROLE_NAMES, useViewer } from "../../viewer";
import { PageLinks } from "../lever/PageLinks";
import { type Hold, useHoldingPages } from "../lever/usePages";
import { countPostings, type Operator } from "./operators";
import { PostingsDialog } from "./PostingsDialog";
import { RemoveDialog } from "./RemoveDialog";
import { RoleForm } from "./RoleForm";

interface Said {
  text: string;
  /** The button that was pressed is gone. */
  takesFocus: boolean;
}

export function MemberList({ operators }: { operators: Operator[] }) {
  const pages = useHoldingPages(operators);
  const choosing = useAsked<Operator>();
  const removing = useAsked<Operator>();
  const [said, setSaid] = useState<Said | null>(null);
  return (
    <>
      <ul className="entries">
        {pages.rows.map((operator) => (
          <MemberEntry
            key={operator.id}
            operator={operator}
            hold={pages.hold}
            onChoose={() => choosing.ask(operator)}
            onRemove={() => removing.ask(operator)}
          />
        ))}
      </ul>
      <PageLinks of="Members" pages={pages} />
      <Announcement takesFocus={said?.takesFocus}>{said?.text ?? null}</Announcement>
      <PostingsDialog
        opened={choosing.opened}
        operator={choosing.about}
        onClose={choosing.close}
        onSaved={(operator, count) => {
          const text = `Saved: ${operator.name} sees ${countPostings(count)}.`;
          setSaid({ text, takesFocus: false });
          choosing.closeOf(operator);
        }}
      />
      <RemoveDialog
        opened={removing.opened}
        operator={removing.about}
        onClose={removing.close}
        onRemoved={(operator) => {
          setSaid({ text: `${operator.name} is removed.`, takesFocus: true });
          removing.closeOf(operator);
        }}
      />
    </>
  );
}

interface MemberEntryProps {
  operator: Operator;
  hold: Hold;
  onChoose: () => void;
  onRemove: () => void;
}

function MemberEntry({ operator, hold, onChoose, onRemove }: MemberEntryProps) {
  const { id, name, email, role, hasPassword, postingIds } = operator;
  const viewer = useViewer();
  const company = useCompanySignIn();
  const governs = mayGovern(viewer);
  const sees = postingIds ? `sees ${countPostings(postingIds.length)}` : null;
  // Who may change the role reads it in the list to choose from.
  const facts = [governs ? null : ROLE_NAMES[role], sees].filter(Boolean).join(" · ");
  return (
    <li className="entry">
      <div className="entry-names">
        <Group gap="xs">
          <Text fw={600} className="wrap">
            {name}
          </Text>
          {viewer.id === id && (
            <Badge variant="light" tt="none">
              You
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" className="wrap">
          {email}
          {/* With an account of the company, nobody needs one. */}
          {!hasPassword && !company.data && " · no password yet"}
        </Text>
        {facts !== "" && (
          <Text size="sm" className="sentence">
            {facts}
          </Text>
        )}
      </div>
      {governs && <RoleForm operator={operator} hold={hold} />}
      {(postingIds || governs) && (
        <Group gap="xs">
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
          {governs && (
            <Button variant="default" size="xs" aria-label={`Remove ${name}`} onClick={onRemove}>
              Remove
            </Button>
          )}
        </Group>
      )}
    </li>
  );
}
