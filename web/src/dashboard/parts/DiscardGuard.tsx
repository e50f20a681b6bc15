// Asks once more before what was typed is lost: by another page of the dashboard, by closing the tab, and
// where the page itself asks.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { useBlocker } from "react-router";

interface DiscardGuardProps {
  /** Whether there is anything to lose. */
  changed: boolean;
  /** Given while the page itself asks. */
  asked?: { onDiscard: () => void; onKeep: () => void } | null;
}

export function DiscardGuard({ changed, asked = null }: DiscardGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      changed && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [changed]);

  function keep() {
    blocker.reset?.();
    asked?.onKeep();
  }

  return (
    <Modal
      opened={asked !== null || blocker.state === "blocked"}
      onClose={keep}
      title="Discard your changes?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">What you changed here is not kept yet, and is lost if you go on.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={keep} data-autofocus>
            Keep editing
          </Button>
          <Button color="red.9" onClick={blocker.proceed ?? asked?.onDiscard}>
            Discard
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
