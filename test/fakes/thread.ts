import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { MessageRef, Thread } from "../../src/chat/thread.ts";

/** What a thread was told, in order; edits name the message they change. */
interface Told {
  readonly edits: MessageRef | null;
  readonly message: OutgoingMessage;
}

interface FakeThread extends Thread {
  readonly told: readonly Told[];
  /** What stands in it now, oldest first. */
  shown(): readonly OutgoingMessage[];
}

/** A thread in memory that writes down what it is told. */
export function createFakeThread(editInterval = 0): FakeThread {
  const told: Told[] = [];
  const standing = new Map<MessageRef, OutgoingMessage>();
  return {
    told,
    shown: () => [...standing.values()],
    id: "terminal:local:here:talk",
    limits: { textLength: 2000, filesPerMessage: 10, bytesPerFile: 10_000_000, editInterval },
    async post(message, delivery) {
      const edits = delivery?.replaces ?? null;
      told.push({ edits, message });
      const ref = edits ?? String(told.length);
      standing.set(ref, message);
      await delivery?.onPosted(ref);
      return ref;
    },
    async edit(ref, message) {
      told.push({ edits: ref, message });
      standing.set(ref, message);
    },
    addressOf: async (ref) => (standing.has(ref) ? `https://chat.example/messages/${ref}` : null),
    async remove(ref) {
      standing.delete(ref);
    },
  };
}
