import type { Logger as PinoLogger } from "pino";

/** What the core needs of a logger: pino's own methods, so that a test can pass a silent one. */
export type Logger = Pick<PinoLogger, "debug" | "info" | "warn" | "error" | "fatal" | "child">;
