import type { Progress, Transfer } from "./message.ts";

/** How far fetching is, with its share where somebody says how much will come. */
export function fetchProgress(transfer: Transfer): Progress {
  const { bytes, totalBytes } = transfer;
  return { step: "fetch", transfer, ...(totalBytes && { fraction: Math.min(1, bytes / totalBytes) }) };
}
