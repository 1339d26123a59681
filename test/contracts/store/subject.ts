import { createStore, type Store, type StoreOptions } from "../../../src/store/store.ts";
import { createFakeLogger } from "../../fakes/logger.ts";

/** The database beneath a store, reached behind its back. */
export interface RawAccess {
  keys(): Promise<string[]>;
  read(key: string): Promise<string>;
  /** A blob's text is base64. */
  write(key: string, text: string): Promise<void>;
  delete(key: string): Promise<void>;
  /** An empty database, as before the first start. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Where a store lies. */
export interface StorePlace {
  readonly url: string | undefined;
  readonly folder: string;
  readonly raw: RawAccess;
}

export interface OpenStore extends AsyncDisposable {
  readonly store: Store;
  readonly lines: readonly string[];
  /** Moves the store's clock, milliseconds. */
  pass(ms: number): void;
  now(): number;
}

export const HOUR = 3_600_000;

/** 2026-01-01T00:00:00Z: a clock of the tests' own, behind that of the databases. */
const START = 1_767_225_600_000;

export function openStore(
  place: Pick<StoreOptions, "url" | "folder">,
  changes: Partial<StoreOptions> = {},
): OpenStore {
  let time = START;
  const logger = createFakeLogger("info");
  const store = createStore({
    ...place,
    logger,
    now: () => time,
    maxBytes: 100_000_000,
    contextTtlMs: 24 * HOUR,
    originalTtlMs: HOUR,
    originalsMaxBytes: 1_000_000,
    ...changes,
  });
  return {
    store,
    get lines() {
      return logger.lines.map(({ msg }) => msg);
    },
    pass(ms) {
      time += ms;
    },
    now: () => time,
    [Symbol.asyncDispose]: () => store.close(),
  };
}
