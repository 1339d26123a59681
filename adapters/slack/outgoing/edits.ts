import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";

/** What an edit is to say, asked for when it may be sent. */
export interface PendingEdit {
  isUrgent(): boolean;
  take(): OutgoingMessage;
}

type Send = (ref: MessageRef, pending: PendingEdit) => Promise<void>;

interface Running {
  next: OutgoingMessage | null;
  ended: Promise<void>;
}

/** What says that work goes on has a button to stop it; everything else is where it ends. */
function isUrgent({ kind, actions = [] }: OutgoingMessage): boolean {
  return kind !== "progress" || actions.length === 0;
}

/**
 * Edits of one message never overtake each other. While one waits for its turn, a newer one takes its place, so that
 * the last state always arrives. An edit resolves once it, or a newer one, has been sent. `key` names the message
 * among all channels.
 */
export function createEdits() {
  const running = new Map<string, Running>();

  const sendAll = async (key: string, ref: MessageRef, state: Running, send: Send) => {
    try {
      while (state.next) await sendNewest(ref, state, send);
    } finally {
      running.delete(key);
    }
  };

  return (key: string, ref: MessageRef, message: OutgoingMessage, send: Send): Promise<void> => {
    const state = running.get(key);
    if (state) {
      state.next = message;
      return state.ended;
    }
    const fresh: Running = { next: message, ended: Promise.resolve() };
    running.set(key, fresh);
    fresh.ended = sendAll(key, ref, fresh, send);
    return fresh.ended;
  };
}

export type Edits = ReturnType<typeof createEdits>;

async function sendNewest(ref: MessageRef, state: Running, send: Send): Promise<void> {
  let isTaken = false;
  const take = () => {
    const message = state.next;
    if (!message) throw new TypeError("an edit is taken once");
    isTaken = true;
    state.next = null;
    return message;
  };
  try {
    await send(ref, { isUrgent: () => state.next !== null && isUrgent(state.next), take });
  } catch (error) {
    // One that has been outrun needs no excuse.
    if (!isTaken || !state.next) throw error;
  }
}
