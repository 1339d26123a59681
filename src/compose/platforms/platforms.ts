import type { ChatAdapter, Dispatch } from "../../chat/adapter.ts";
import type { CommandDefinition } from "../../chat/command.ts";
import type { Catalogue } from "../../chat/locales/locales.ts";
import type { Platform } from "../../chat/thread-id.ts";
import type { Logger } from "../../logger.ts";
import { within } from "../../util/timeout.ts";
import { createPlatformReport } from "./platform-report.ts";
import { type PlatformState, type SupervisionTiming, supervisePlatform } from "./supervise-platform.ts";
import { NoPlatformError } from "./why-not-started.ts";

interface PlatformsOptions {
  readonly adapters: readonly ChatAdapter[];
  readonly catalogue: Catalogue;
  readonly logger: Logger;
  /** Gets the lines that an operator should see at every log level but the quietest. */
  readonly announce: (line: string) => void;
  readonly timing?: PlatformTiming;
}

interface PlatformTiming extends SupervisionTiming {
  /** A connection that is lost for longer is logged, milliseconds. */
  readonly awayMs: number;
  /** Stopping one takes no longer, milliseconds. */
  readonly stopMs: number;
}

const TIMING: PlatformTiming = {
  pauses: [1000, 2000, 5000, 10_000, 30_000, 60_000],
  patienceMs: 60_000,
  awayMs: 60_000,
  stopMs: 5000,
  now: () => performance.now(),
};

/** The chat platforms of one process. One that fails leaves the others alone, and is tried again. */
export interface Platforms {
  start(commands: readonly CommandDefinition[], dispatch: Dispatch): void;
  /** Rejects with NoPlatformError where none could be started, or none is left; resolves after `stop`. */
  readonly ended: Promise<void>;
  /** One by name; each rejects where people of that platform are not heard. */
  readonly checks: Partial<Record<Platform, () => Promise<void>>>;
  stop(): Promise<void>;
}

export function createPlatforms({ adapters, timing = TIMING, ...told }: PlatformsOptions): Platforms {
  const stopping = new AbortController();
  const ended = Promise.withResolvers<void>();
  // It may reject before anything waits for it.
  ended.promise.catch(() => undefined);
  const states = new Map<Platform, PlatformState>(
    adapters.map(({ platform }) => [platform, { kind: "starting" }]),
  );
  let hasWorked = false;

  const failures = () =>
    [...states].flatMap(([platform, state]) =>
      state.kind === "refused" || (state.kind === "failed" && !hasWorked)
        ? [{ platform, error: state.error }]
        : [],
    );
  const watch = (platform: Platform) => {
    const report = createPlatformReport(platform, { ...told, ...timing });
    return (state: PlatformState) => {
      states.set(platform, state);
      hasWorked ||= state.kind === "connected";
      const failed = failures();
      if (failed.length < states.size) return report(state);
      report.end();
      return ended.reject(new NoPlatformError(failed));
    };
  };
  const isOut = (state: PlatformState | undefined) =>
    state?.kind === "away" ? timing.now() - state.since >= timing.awayMs : state?.kind !== "connected";

  return {
    start(commands, dispatch) {
      for (const adapter of adapters) {
        const { signal } = stopping;
        void supervisePlatform({
          start: (heard) => adapter.start(commands, dispatch, heard),
          stop: () => within(adapter.stop(), timing.stopMs),
          onState: watch(adapter.platform),
          signal,
          timing,
        });
      }
    },
    ended: ended.promise,
    checks: Object.fromEntries(
      adapters.map(({ platform }) => [
        platform,
        async () => {
          if (isOut(states.get(platform))) throw new Error("not connected");
        },
      ]),
    ),
    async stop() {
      stopping.abort();
      await Promise.all(adapters.map((adapter) => within(adapter.stop(), timing.stopMs)));
      ended.resolve();
    },
  };
}
