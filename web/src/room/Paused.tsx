// While the company has paused its interviews.
import type { StepProps } from "./Room";
import { Screen } from "./Screen";

export function Paused({ room, api, onRoom, onReload }: StepProps) {
  return (
    <Screen
      room={room}
      title="Interview paused"
      heading="This interview is paused."
      human={{ api, onRoom }}
    >
      <p className="lead">
        The company has paused its interviews. Your link stays valid; please try again later.
        Nothing you sent is lost.
      </p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => void onReload(null)}>
          Try again
        </button>
      </div>
    </Screen>
  );
}
