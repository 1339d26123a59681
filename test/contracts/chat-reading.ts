import { expect } from "vitest";
import type { SeenMessage } from "./chat-harness.ts";

export function textOf(messages: readonly SeenMessage[]): string {
  return messages.map(({ text }) => text).join("\n");
}

export function expectInOrder(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(at, `“${part}” after character ${from} of:\n${text}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
}
