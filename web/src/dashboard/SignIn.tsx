// The sign-in page.

import {
  Button,
  Center,
  Code,
  Divider,
  Group,
  Loader,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { useLocation, useSearchParams } from "react-router";
import { graphql } from "../gql";
import { Mark } from "../shared/Mark";
import { useCompanySignIn } from "./companySignIn";
import { keys } from "./keys";
import { Notice } from "./parts/Notice";
import { request } from "./request";

const signInMutation = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      ... on Operator {
        __typename
        id
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export function SignIn() {
  const [params] = useSearchParams();
  const only = useCompanySignIn().data?.only === true;
  useEffect(() => {
    document.title = "Sign in · Fulcrum";
  }, []);

  return (
    <SignInFrame
      below={
        !only && (
          <Text size="sm" c="dimmed" ta="center">
            First time here? Open the one-time sign-in link that the server printed when it started.
          </Text>
        )
      }
    >
      <Title order={1} size="h3">
        Sign in
      </Title>
      {params.get("link") === "used" && (
        <Notice tone="warning" role="alert">
          This sign-in link was used already, or has run out.{" "}
          {only ? "Sign in below" : "Sign in with your password"}, or print another link with{" "}
          <Code>fulcrum sign-in-link</Code>.
        </Notice>
      )}
      <SignInWays />
    </SignInFrame>
  );
}

/** With the company's provider, in another tab where this one must stay as it is; with a password. */
export function SignInWays({ inOtherTab = false }: { inOtherTab?: boolean }) {
  const company = useCompanySignIn();
  // Not before it is known whether there are passwords.
  if (company.isPending) return <Loader size="sm" aria-label="Loading" />;
  if (!company.data) return <ByPassword />;
  return (
    <>
      <CompanyButton {...company.data} inOtherTab={inOtherTab} />
      {!company.data.only && (
        <>
          <Divider label="or" />
          <ByPassword />
        </>
      )}
    </>
  );
}

/** Our name above a card. */
export function SignInFrame({ children, below }: { children: ReactNode; below?: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" p="md" className="sign-in">
      <Stack w="100%" maw={400} gap="lg">
        <Group gap="sm" justify="center">
          <Mark size={36} />
          <Text fw={700} fz={24} lts="-0.02em">
            Fulcrum
          </Text>
        </Group>
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          <Stack>{children}</Stack>
        </Paper>
        {below}
      </Stack>
    </Center>
  );
}

interface CompanyButtonProps {
  name: string;
  path: string;
  inOtherTab: boolean;
}

/** Goes to the company's provider, and comes back to this page. */
function CompanyButton({ name, path, inOtherTab }: CompanyButtonProps) {
  const { pathname, search } = useLocation();
  const here = `${pathname}${search}`;
  return (
    <Button
      component="a"
      href={`${path}?return_to=${encodeURIComponent(here)}`}
      target={inOtherTab ? "_blank" : undefined}
      variant="default"
      fullWidth
    >
      Sign in with {name}
      {inOtherTab && " in another tab"}
    </Button>
  );
}

function ByPassword() {
  const queryClient = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  const signIn = useMutation({
    mutationFn: async () => (await request(signInMutation, { input: { email, password } })).signIn,
    onSuccess: async (result) => {
      if (result.__typename !== "Operator") return;
      // The pages, too, where a session ended while one was open.
      await queryClient.invalidateQueries({ queryKey: keys.everything });
    },
  });
  const problem =
    signIn.error?.message ?? (signIn.data?.__typename === "Problem" ? signIn.data.message : null);

  function submit(event: FormEvent) {
    event.preventDefault();
    signIn.mutate();
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && (
          <Notice tone="bad" role="alert">
            {problem}
          </Notice>
        )}
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
