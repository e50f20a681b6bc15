// The frame around every page: menu bar, who is signed in, dark mode, sign out.
import {
  ActionIcon,
  Affix,
  AppShell,
  Avatar,
  Container,
  Group,
  Menu,
  Text,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from "@mantine/core";
import { IconChevronDown, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { Link, NavLink, Outlet } from "react-router";
import { graphql } from "../gql";
import { Mark } from "../shared/Mark";
import { sentence } from "../shared/sentence";
import { DisconnectedBanner } from "./DisconnectedBanner";
import { GIVEN_UP_PAGE, useGivenUpCount } from "./givenUp/givenUp";
import { useLive } from "./live";
import { Notice } from "./parts/Notice";
import { useLeave } from "./parts/useUnsaved";
import { request } from "./request";
import { REQUESTS_PAGE, useOpenRequestCount } from "./requests/requests";
import { SetPasswordBanner } from "./SetPassword";
import { mayAnswer, ROLE_NAMES, seesSettings, useForget, useViewer } from "./viewer";

const signOutMutation = graphql(`
  mutation SignOut {
    signOut
  }
`);

export function Shell() {
  const viewer = useViewer();
  useLive(null);
  return (
    <AppShell header={{ height: 60 }} padding={0}>
      <a href="#content" className="skip">
        Skip to content
      </a>
      <AppShell.Header>
        <Container size="lg" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap" gap="xs">
            <Group gap="md" wrap="nowrap" h="100%" miw={0}>
              <Link to="/interviews" className="brand" aria-label="Fulcrum">
                <Mark />
                <Text component="span" fw={700} fz="lg" lts="-0.02em" visibleFrom="sm">
                  Fulcrum
                </Text>
              </Link>
              <nav aria-label="Menu" className="menu">
                <NavLink to="/overview">Overview</NavLink>
                <NavLink to="/interviews">Interviews</NavLink>
                <NavLink to="/postings">Postings</NavLink>
                {mayAnswer(viewer) && <RequestsLink />}
                {seesSettings(viewer) && <GivenUpLink />}
                <NavLink to="/settings">Settings</NavLink>
              </nav>
            </Group>
            <Group gap={4} wrap="nowrap">
              <ColorSchemeSwitch />
              <OperatorMenu />
            </Group>
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Main id="content">
        <Container size="lg" py="xl">
          <DisconnectedBanner />
          <SetPasswordBanner />
          <Outlet />
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

function RequestsLink() {
  return <CountedLink to={REQUESTS_PAGE} name="Requests" count={useOpenRequestCount().data} />;
}

function GivenUpLink() {
  return <CountedLink to={GIVEN_UP_PAGE} name="Given up" count={useGivenUpCount().data} />;
}

function CountedLink({ to, name, count = 0 }: { to: string; name: string; count?: number }) {
  return (
    <NavLink to={to}>
      {name}
      {count > 0 && <span className="menu-count">{count.toLocaleString("en")}</span>}
    </NavLink>
  );
}

function ColorSchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme("light") === "light" ? "dark" : "light";
  const label = `Switch to ${other} mode`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => setColorScheme(other)}
      >
        {other === "dark" ? <IconMoon size={19} /> : <IconSun size={19} />}
      </ActionIcon>
    </Tooltip>
  );
}

function OperatorMenu() {
  const viewer = useViewer();
  const forget = useForget();
  const leave = useLeave();
  const button = useRef<HTMLButtonElement>(null);
  const signOut = useMutation({
    mutationFn: () => request(signOutMutation),
    onSuccess: forget,
  });

  function askToSignOut() {
    // The item goes away; who then stays goes on from the button.
    button.current?.focus();
    leave(() => signOut.mutate());
  }
  function closeFailure() {
    signOut.reset();
    button.current?.focus();
  }

  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <UnstyledButton ref={button} className="operator">
            <VisuallyHidden>Signed in as</VisuallyHidden>
            <Avatar name={viewer.name} color="teal" variant="filled" size={32} aria-hidden />
            <span className="operator-names">
              <Text component="span" size="sm" fw={600} lh={1.25} truncate>
                {viewer.name}
              </Text>
              <Text component="span" size="xs" c="dimmed" lh={1.25} truncate>
                {viewer.tenant.name}
              </Text>
            </span>
            <IconChevronDown size={15} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" truncate>
              {viewer.email}
            </Text>
            <Text size="xs" c="dimmed">
              {ROLE_NAMES[viewer.role]} at {viewer.tenant.name}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={askToSignOut}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {signOut.isError && (
        // Seen wherever the page is scrolled to; next after the button, which has the focus.
        <Affix withinPortal={false} position={{ top: 68, right: 16 }}>
          <Notice
            tone="bad"
            role="alert"
            title="You could not be signed out"
            maw="min(24rem, calc(100vw - 2rem))"
            withCloseButton
            onClose={closeFailure}
          >
            {sentence(signOut.error.message)}
          </Notice>
        </Affix>
      )}
    </>
  );
}
