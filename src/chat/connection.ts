import type { CuepointError } from "../errors.ts";

/** Who the bot is on a platform, for the line that says that it is there. */
export interface Presence {
  /** As people see it: "@cuepoint", "Cuepoint#1234". */
  readonly name: string;
  /** The workspace's name; absent where there are many servers. */
  readonly place?: string;
  readonly servers?: number;
}

/** Hears how the connection stands once `start` has resolved. */
export interface ConnectionWatch {
  /** It broke; the adapter connects again by itself. */
  onAway(): void;
  onBack(): void;
  /** The adapter has given up, and must be stopped and started again. */
  onLost(error: CuepointError): void;
}
