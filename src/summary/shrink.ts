/** A picture once more in at most so many bytes; null where that cannot be done. Does not reject. */
export type Shrink = (jpeg: Buffer, maxBytes: number) => Promise<Buffer | null>;
