import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { MessageRef, Thread } from "../../src/chat/thread.ts";

/** What a thread was told, in order; edits name the message they change. */
export interface Told {
  readonly edits: MessageRef | null;
  readonly message: OutgoingMessage;
}

/** A thread in memory that writes down what it is told. */
export function createFakeThread(editInterval = 0): Thread & { readonly told: readonly Told[] } {
  const told: Told[] = [];
  return {
    told,
    id: "terminal:local:here:talk",
    limits: { textLength: 2000, filesPerMessage: 10, bytesPerFile: 10_000_000, editInterval },
    async post(message) {
      told.push({ edits: null, message });
      return String(told.length);
    },
    async edit(ref, message) {
      told.push({ edits: ref, message });
    },
  };
}
