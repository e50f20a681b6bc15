// Asks to sign in again over a page that holds something unsaved, which stays.
import { Modal, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys } from "./keys";
import { SignInWays } from "./SignIn";

/** Above every other dialog. */
const LAYER = 400;

export function SessionEnded({ opened }: { opened: boolean }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!opened) return;
    // Who signed in in another tab comes back.
    const look = () => void queryClient.invalidateQueries({ queryKey: keys.everything });
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [opened, queryClient]);

  return (
    <Modal
      opened={opened}
      onClose={() => {}}
      title="Your session has ended"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      overlayProps={{ color: "var(--mantine-color-body)", backgroundOpacity: 1 }}
      zIndex={LAYER}
      centered
    >
      <Stack>
        <Text size="sm">
          Sign in again to go on. What you have not saved is still there, unless somebody else signs
          in here.
        </Text>
        <SignInWays inOtherTab />
      </Stack>
    </Modal>
  );
}
