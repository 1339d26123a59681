import type { Tenant, ThreadId } from "../../src/chat/thread-id.ts";
import type { Store } from "../../src/store/store.ts";

/** As the operator has set it. */
export interface Keeps {
  readonly store: "file" | "redis" | "postgres";
  readonly summaryHours: number;
  readonly videoMinutes: number;
  readonly feedbackDays: number;
  readonly keepsFeedbackPictures: boolean;
  /** Whether a speech server may be used at all. */
  readonly hasSpeechServer: boolean;
  /** Whether frames and words get vectors. */
  readonly hasEmbeddingServer: boolean;
}

/** What the commands about a place are made of. */
export interface PlaceDeps {
  readonly store: Pick<Store, "places" | "threads" | "latestVideos" | "forgetPerson">;
  readonly keeps: Keeps;
  /** Whether what is said may be known in a thread. */
  readonly mayListen: (thread: ThreadId) => Promise<boolean>;
  /** Stops what is being done for a thread. */
  readonly stopWork: (thread: ThreadId) => Promise<void>;
  /** Stops what is being done for a person, and waits a little until it has ended. */
  readonly stopWorkOf: (tenant: Tenant, author: string) => Promise<void>;
}
