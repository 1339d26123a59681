import type { KeyvStoreAdapter } from "keyv";

/** What a database does for us beyond what Keyv asks of it. Every method rejects where it cannot be reached. */
export interface Storage {
  readonly adapter: KeyvStoreAdapter;
  /** "raw": the adapter takes and gives `{ value: Buffer }`; "base64": it knows text alone. */
  readonly blobs: "raw" | "base64";
  /** Resolves once calls make sense; rejects at once while the server is known to be away. */
  ready(): Promise<void>;
  /** Every living key that begins so, without reading a value. */
  keys(prefix: string): Promise<string[]>;
  /** Writes only where the text is still `expected`, or where there is none for undefined; false otherwise. */
  swap(key: string, expected: string | undefined, text: string, ttlMs: number): Promise<boolean>;
  /** Lets entries live this long from now on, where the database itself knows of their end. */
  prolong(keys: readonly string[], ttlMs: number): Promise<void>;
  /** Drops what has expired and gives the space back, where the database does not do so by itself. */
  compact(): Promise<void>;
}
