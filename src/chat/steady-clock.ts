/**
 * For waits and for how long something took: milliseconds since 1970 as the system's clock stood when the process
 * began, and from there on steadily, whatever happens to that clock. Other moments, such as when a record
 * ends, are the system's own affair.
 */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
