// The sign-in page.

import {
  Button,
  Center,
  Code,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { graphql } from "../gql";
import { Mark } from "../shared/Mark";
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
  const queryClient = useQueryClient();
  const [params] = useSearchParams();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  useEffect(() => {
    document.title = "Sign in · Fulcrum";
  }, []);

  const signIn = useMutation({
    mutationFn: async () => (await request(signInMutation, { input: { email, password } })).signIn,
    onSuccess: async (result) => {
      if (result.__typename !== "Operator") return;
      await queryClient.invalidateQueries({ queryKey: keys.viewer });
    },
  });
  const problem =
    signIn.error?.message ?? (signIn.data?.__typename === "Problem" ? signIn.data.message : null);

  function submit(event: FormEvent) {
    event.preventDefault();
    signIn.mutate();
  }

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
          <form onSubmit={submit}>
            <Stack>
              <Title order={1} size="h3">
                Sign in
              </Title>
              {params.get("link") === "used" && problem === null && (
                <Notice tone="warning" role="alert">
                  This sign-in link was used already, or has run out. Sign in with your password, or
                  print another link with <Code>fulcrum sign-in-link</Code>.
                </Notice>
              )}
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
        </Paper>
        <Text size="sm" c="dimmed" ta="center">
          First time here? Open the one-time sign-in link that the server printed when it started.
        </Text>
      </Stack>
    </Center>
  );
}
