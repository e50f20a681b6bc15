// Who one is here, what one's role may do, and one's own password.
import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useCompanySignIn } from "../../companySignIn";
import { Announcement } from "../../parts/Announcement";
import { Fact } from "../../parts/Fact";
import { Section } from "../../parts/Section";
import { SetPasswordDialog } from "../../SetPassword";
import { ROLE_NAMES, ROLE_RIGHTS, useViewer } from "../../viewer";

export function IdentitySection() {
  const viewer = useViewer();
  const company = useCompanySignIn();
  const [opened, dialog] = useDisclosure(false);
  const [saved, setSaved] = useState(false);
  return (
    <Section
      title="You"
      aside={
        company.data?.only !== true && (
          <Button variant="default" onClick={dialog.open}>
            {viewer.hasPassword ? "Change password" : "Set a password"}
          </Button>
        )
      }
    >
      <dl className="facts">
        <Fact name="Name">{viewer.name}</Fact>
        <Fact name="Email">{viewer.email}</Fact>
        <Fact name="Company">{viewer.tenant.name}</Fact>
        <Fact name="Role">{ROLE_NAMES[viewer.role]}</Fact>
      </dl>
      <Text size="sm" c="dimmed">
        {ROLE_RIGHTS[viewer.role]}
      </Text>
      <Announcement>
        {saved ? "The password is saved. Your other browsers are signed out." : null}
      </Announcement>
      <SetPasswordDialog opened={opened} onClose={dialog.close} onSaved={() => setSaved(true)} />
    </Section>
  );
}
