// An instant as people say it; the exact time on hover.
import { useEffect, useState } from "react";
import { exact, relative } from "../../shared/time";

const TICK_MS = 20_000;

export function When({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={exact(at)}>
      {relative(at, Math.max(now, new Date(at).getTime()))}
    </time>
  );
}
