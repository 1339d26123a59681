import { describe, expect, it } from "vitest";
import { once } from "../../src/util/once.ts";

const never = new AbortController().signal;

function prepared() {
  const runs: PromiseWithResolvers<string>[] = [];
  const get = once((signal) => {
    const run = Promise.withResolvers<string>();
    signal.addEventListener("abort", () => run.reject(signal.reason));
    runs.push(run);
    return run.promise;
  });
  return { runs, get };
}

describe("work that is done once", () => {
  it("is shared by those who ask while it runs and afterwards", async () => {
    const { runs, get } = prepared();
    const results = [get(never), get(never)];
    runs[0]?.resolve("done");
    expect(await Promise.all([...results, get(never)])).toEqual(["done", "done", "done"]);
    expect(runs).toHaveLength(1);
  });

  it("is begun anew after a failure", async () => {
    const { runs, get } = prepared();
    const failed = get(never);
    runs[0]?.reject(new Error("not now"));
    await expect(failed).rejects.toThrow("not now");
    const result = get(never);
    runs[1]?.resolve("done");
    expect(await result).toBe("done");
  });

  it("is begun anew for the others where the one who began it gives up", async () => {
    const { runs, get } = prepared();
    const first = new AbortController();
    const [given, others] = [get(first.signal), [get(never), get(never)]];
    first.abort(new Error("stopped"));
    await expect(given).rejects.toThrow("stopped");
    await expect.poll(() => runs.length).toBe(2);
    runs[1]?.resolve("done");
    expect(await Promise.all(others)).toEqual(["done", "done"]);
    expect(runs).toHaveLength(2);
  });

  it("does not hold up one who gives up while another's runs", async () => {
    const { runs, get } = prepared();
    const second = new AbortController();
    const [first, given] = [get(never), get(second.signal)];
    second.abort(new Error("stopped"));
    await expect(given).rejects.toThrow("stopped");
    runs[0]?.resolve("done");
    expect(await first).toBe("done");
  });
});
