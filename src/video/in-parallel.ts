/** Works on `count` items at a time; results in the items' order. The first failure is thrown once running work has ended. */
export async function inParallel<T, R>(
  items: readonly T[],
  count: number,
  work: (item: T, i: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const worker = async () => {
    while (next < items.length && !failed) {
      const i = next++;
      const item = items[i];
      if (item === undefined) continue;
      try {
        results[i] = await work(item, i);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: count }, worker));
  const fault = outcomes.find((outcome) => outcome.status === "rejected");
  if (fault) throw fault.reason;
  return results;
}
