// The page behind a one-time link. Opening it does nothing, because mail servers open links ahead of people; its
// button uses the link.
import { Button, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { useLocation } from "react-router";
import { SignInFrame } from "./SignIn";

export function SignInByLink() {
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = "Sign in · Fulcrum";
  }, []);
  return (
    <SignInFrame>
      <Title order={1} size="h3">
        Sign in
      </Title>
      <Text size="sm">Your link signs you in, once.</Text>
      <form method="post" action={pathname}>
        <Button type="submit" fullWidth>
          Sign in
        </Button>
      </form>
    </SignInFrame>
  );
}
