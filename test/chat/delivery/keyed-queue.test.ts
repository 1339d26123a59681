import { describe, expect, it } from "vitest";
import { createKeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";

describe("a keyed queue", () => {
  it("runs the work of one key in the order in which it came, whatever failed before", async () => {
    const queue = createKeyedQueue();
    const slow = Promise.withResolvers<void>();
    const order: number[] = [];
    const first = queue("a", async () => {
      await slow.promise;
      order.push(1);
      throw new Error("no");
    });
    const second = queue("a", async () => order.push(2));
    const third = queue("a", async () => order.push(3));
    slow.resolve();
    await expect(first).rejects.toThrow("no");
    await Promise.all([second, third]);
    expect(order).toEqual([1, 2, 3]);
    expect(await queue("a", async () => "after")).toBe("after");
  });

  it("lets no key wait for another", async () => {
    const queue = createKeyedQueue();
    const slow = Promise.withResolvers<void>();
    const first = queue("a", () => slow.promise);
    expect(await queue("b", async () => "b")).toBe("b");
    slow.resolve();
    await first;
  });
});
