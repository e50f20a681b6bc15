// An instant as people say it; the exact time on hover.
import { useEffect, useState } from "react";
import { exact, relative } from "../../shared/time";

const TICK_MS = 20_000;

interface WhenProps {
  at: string;
  /** It is still to come, whatever this device's clock says; else it is past. */
  ahead?: boolean;
}

export function When({ at, ahead = false }: WhenProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const then = new Date(at).getTime();
  return (
    <time dateTime={at} title={exact(at)}>
      {relative(at, ahead ? Math.min(now, then - 1) : Math.max(now, then))}
    </time>
  );
}
