// Said once, when the browser comes back from Lever's consent page.

import { IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { sentence } from "../../shared/sentence";
import { Notice } from "../parts/Notice";

export function LeverReturn() {
  const [params, setParams] = useSearchParams();
  const [answer] = useState(() => ({
    connected: params.has("connected"),
    error: params.get("error"),
  }));
  const [shown, setShown] = useState(answer.connected || answer.error !== null);
  if (!shown) return null;

  function close() {
    setShown(false);
    setParams({}, { replace: true });
  }
  if (answer.error !== null) {
    return (
      <Notice
        role="alert"
        tone="bad"
        icon={<IconX aria-hidden />}
        title="Lever is not connected"
        withCloseButton
        onClose={close}
      >
        {sentence(answer.error)}
      </Notice>
    );
  }
  return (
    <Notice
      role="status"
      tone="good"
      icon={<IconCheck aria-hidden />}
      title="Lever is connected"
      withCloseButton
      onClose={close}
    >
      The webhooks have been set up. Two switches in Lever and your trigger stage are left, below.
    </Notice>
  );
}
