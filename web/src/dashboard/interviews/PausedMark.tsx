// Beside the state of an interview that waits for the connection to Lever.
import { IconPlayerPause } from "@tabler/icons-react";

export function PausedMark() {
  return (
    <span className="paused">
      <IconPlayerPause size={14} aria-hidden /> Paused
    </span>
  );
}
