import { setTimeout as delay } from "node:timers/promises";
import type { ChatAdapter, ConnectionWatch, Presence } from "../../chat/adapter.ts";
import { asCuepointError, CuepointError } from "../../errors.ts";
import { isWrongSetup } from "./why-not-started.ts";

/** How one platform stands. */
export type PlatformState =
  | { readonly kind: "starting" }
  | { readonly kind: "connected"; readonly presence: Presence }
  /** The adapter connects again by itself. */
  | { readonly kind: "away"; readonly since: number }
  /** It is started again after a pause. */
  | { readonly kind: "failed"; readonly error: CuepointError }
  /** Its token or a setting is wrong; nothing more is tried. */
  | { readonly kind: "refused"; readonly error: CuepointError };

export interface Supervision {
  readonly start: (watch: ConnectionWatch) => Promise<Presence>;
  readonly stop: ChatAdapter["stop"];
  readonly onState: (state: PlatformState) => void;
  readonly signal: AbortSignal;
  readonly timing: SupervisionTiming;
}

export interface SupervisionTiming {
  /** Milliseconds before each further try; the last one repeats. */
  readonly pauses: readonly number[];
  /** What has worked before gets this long until a refused token counts as wrong. Milliseconds. */
  readonly patienceMs: number;
  /** A clock that is never set, milliseconds. */
  readonly now: () => number;
}

/** Keeps one platform connected until the signal, or until its token or a setting is wrong. Never rejects. */
export async function supervisePlatform({ timing, onState, signal, ...platform }: Supervision) {
  const patience = createPatience(timing);
  while (!signal.aborted) {
    const ended = await connectedUntil(platform, { onState, signal, now: timing.now });
    if (signal.aborted) return;
    patience.note(ended);
    await platform.stop();
    const { error } = ended;
    if (patience.isOver(error)) return onState({ kind: "refused", error });
    onState({ kind: "failed", error });
    await delay(patience.pause(), undefined, { signal }).catch(() => undefined);
  }
}

/** What has never worked is wrong at the first refusal; what has worked may have been refused by mistake. */
function createPatience({ pauses, patienceMs, now }: SupervisionTiming) {
  let attempt = 0;
  /** When a connection was lost that had worked; null where there was none. */
  let lostAt: number | null = null;
  return {
    note({ connectedAt }: Ended): void {
      if (connectedAt === null) return;
      const hasLasted = now() - connectedAt >= patienceMs;
      if (hasLasted) attempt = 0;
      if (hasLasted || lostAt === null) lostAt = now();
    },
    isOver: (error: CuepointError) =>
      isWrongSetup(error) && (lostAt === null || now() - lostAt >= patienceMs),
    pause(): number {
      const milliseconds = pauses[Math.min(attempt, pauses.length - 1)] ?? 0;
      attempt += 1;
      return milliseconds;
    },
  };
}

interface Ended {
  readonly error: CuepointError;
  /** Null where it never was. */
  readonly connectedAt: number | null;
}

/** Starts the platform and waits for its end. */
async function connectedUntil(
  { start }: Pick<Supervision, "start" | "stop">,
  { onState, signal, now }: Pick<Supervision, "onState" | "signal"> & { readonly now: () => number },
): Promise<Ended> {
  const lost = Promise.withResolvers<CuepointError>();
  let presence: Presence | null = null;
  let isAway = false;
  const note = (away: boolean) => {
    // A connection may break again and again before it is back; what counts is since when it is away.
    if (!presence || isAway === away) return;
    isAway = away;
    onState(away ? { kind: "away", since: now() } : { kind: "connected", presence });
  };
  const stopped = () => lost.resolve(new CuepointError("cancelled"));
  signal.addEventListener("abort", stopped, { once: true });
  try {
    presence = await start({
      onAway: () => note(true),
      onBack: () => note(false),
      onLost: lost.resolve,
    });
    const connectedAt = now();
    onState({ kind: "connected", presence });
    return { error: await lost.promise, connectedAt };
  } catch (error) {
    return { error: asCuepointError(error), connectedAt: null };
  } finally {
    signal.removeEventListener("abort", stopped);
  }
}
