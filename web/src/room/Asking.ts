// What asking the company takes, for every page that offers it.
import { createContext } from "react";
import type { RoomApi } from "./api";

interface AskingMeans {
  token: string;
  api: RoomApi;
  /** Has the pages show when the link ends now, and that answers have no limit. */
  onClockStopped: () => Promise<void>;
}

/** Null where no interview is open. */
export const Asking = createContext<AskingMeans | null>(null);
