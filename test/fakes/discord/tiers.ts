const MEBIBYTE = 1024 * 1024;

/** Bytes of one file, by a server's boosts. */
export const FILE_BYTES_BY_TIER: readonly number[] = [
  10 * MEBIBYTE,
  10 * MEBIBYTE,
  50 * MEBIBYTE,
  100 * MEBIBYTE,
];
