import type { OutgoingMessage } from "../message.ts";

/** What an edit is to say, asked for at the moment it is sent. */
export interface PendingEdit {
  /** It says how something ended, and so goes before edits that only say how far something is. */
  isUrgent(): boolean;
  take(): OutgoingMessage;
}

/**
 * Edits of one message never overtake each other. While one waits to be sent, a newer one takes its place, so that the
 * last state always arrives. An edit resolves once it, or a newer one, has been sent. `key` names the message among all
 * of the platform. How often a message is edited is up to the caller, who knows `limits.editInterval`.
 */
export type Edits = (key: string, message: OutgoingMessage, send: Send) => Promise<void>;

type Send = (pending: PendingEdit) => Promise<void>;

interface Running {
  next: OutgoingMessage | null;
  ended: Promise<void>;
}

export function createEdits(): Edits {
  const running = new Map<string, Running>();

  const sendAll = async (key: string, state: Running, send: Send) => {
    try {
      while (state.next) await sendNewest(state, send);
    } finally {
      running.delete(key);
    }
  };

  return (key, message, send) => {
    const state = running.get(key);
    if (state) {
      state.next = message;
      return state.ended;
    }
    const fresh: Running = { next: message, ended: Promise.resolve() };
    running.set(key, fresh);
    fresh.ended = sendAll(key, fresh, send);
    return fresh.ended;
  };
}

async function sendNewest(state: Running, send: Send): Promise<void> {
  let isTaken = false;
  const take = () => {
    const message = state.next;
    if (!message) throw new TypeError("an edit is taken once");
    isTaken = true;
    state.next = null;
    return message;
  };
  try {
    await send({ isUrgent: () => state.next !== null && isUrgent(state.next), take });
  } catch (error) {
    // A failure does not matter once a newer state is to be sent.
    if (!isTaken || !state.next) throw error;
  }
}

/** A message that says that work goes on has a button to stop it; every other one says how it ended. */
function isUrgent({ kind, actions = [] }: OutgoingMessage): boolean {
  return kind !== "progress" || actions.length === 0;
}
