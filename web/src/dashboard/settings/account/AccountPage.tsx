// Settings > Account: one's own password, sessions and API tokens.
import { Stack } from "@mantine/core";
import { PageTitle } from "../../parts/PageTitle";
import { Trail } from "../Trail";
import { IdentitySection } from "./IdentitySection";
import { SessionsSection } from "./SessionsSection";
import { TokensSection } from "./TokensSection";

export function AccountPage() {
  return (
    <Stack gap="lg" maw={820}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Account</PageTitle>
      <IdentitySection />
      <SessionsSection />
      <TokensSection />
    </Stack>
  );
}
