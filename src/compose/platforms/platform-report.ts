import type { Presence } from "../../chat/adapter.ts";
import type { Catalogue } from "../../chat/locales/locales.ts";
import type { Platform } from "../../chat/thread-id.ts";
import type { CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { PlatformState } from "./supervise-platform.ts";
import { PLATFORM_NAMES, whyNotStarted } from "./why-not-started.ts";

interface ReportOptions {
  readonly catalogue: Catalogue;
  readonly logger: Logger;
  readonly announce: (line: string) => void;
  readonly awayMs: number;
}

interface PlatformReport {
  (state: PlatformState): void;
  end(): void;
}

/** Tells the log how a platform fares, and each trouble once: not with every try, and not where it passes soon. */
export function createPlatformReport(
  platform: Platform,
  { catalogue, logger, announce, awayMs }: ReportOptions,
): PlatformReport {
  const { start } = catalogue;
  let timer: NodeJS.Timeout | undefined;
  /** What was said last, until it is connected again. */
  let told: string | null = null;
  const say = (level: "warn" | "error", error: CuepointError | null, text: string) => {
    if (told === text) return;
    told = text;
    logger[level]({ platform, ...(error && { err: error }) }, text);
  };
  const sayFailure = (level: "warn" | "error", error: CuepointError, after: string) =>
    say(level, error, `${whyNotStarted(platform, error, catalogue).text} ${after}`);

  const report = (state: PlatformState) => {
    const wasQuiet = state.kind === "connected" && timer !== undefined;
    clearTimeout(timer);
    timer = undefined;
    if (state.kind === "failed") sayFailure("warn", state.error, start.tryingAgain);
    if (state.kind === "refused") sayFailure("error", state.error, start.givenUp);
    if (state.kind === "away") {
      timer = setTimeout(() => {
        timer = undefined;
        say("warn", null, start.away(PLATFORM_NAMES[platform]));
      }, awayMs).unref();
    }
    if (state.kind !== "connected" || wasQuiet) return;
    told = null;
    announce(connectedLine(platform, state.presence, catalogue));
  };
  return Object.assign(report, { end: () => clearTimeout(timer) });
}

function connectedLine(platform: Platform, { name, place, servers }: Presence, { start }: Catalogue): string {
  const shown = PLATFORM_NAMES[platform];
  if (place !== undefined) return start.connectedIn(shown, name, place);
  return servers === undefined ? start.connected(shown, name) : start.connectedTo(shown, name, servers);
}
