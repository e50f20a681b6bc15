// Said once, when the browser comes back from Lever's consent page.

import { IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { ConnectionStatus } from "../../../gql/graphql";
import { sentence } from "../../../shared/sentence";
import { Notice } from "../../parts/Notice";

/** `status`: as it is by now; undefined while that is not known. */
export function LeverReturn({ status }: { status: ConnectionStatus | undefined }) {
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
  if (status !== undefined && status !== "CONNECTED") return null;
  return (
    <Notice
      role="status"
      tone="good"
      icon={<IconCheck aria-hidden />}
      title="Lever is connected"
      withCloseButton
      onClose={close}
    >
      Health, below, says whether all is well and what is left to do in Lever.
    </Notice>
  );
}
