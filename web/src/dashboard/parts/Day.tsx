// The day of an instant, as people say it; the exact time on hover.
import { day, exact } from "../../shared/time";

export function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {day(at)}
    </time>
  );
}
