import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Clock } from "../clock.ts";

/** chat.update may be called about fifty times a minute; a person cannot read faster either. Milliseconds. */
export const EDIT_INTERVAL = 1250;

const MAX_REMEMBERED = 500;

type Send = (ref: MessageRef, message: OutgoingMessage) => Promise<void>;

interface Running {
  next: OutgoingMessage | null;
  ended: Promise<void>;
}

/**
 * Edits of one message never overtake each other. While one waits for its time, a newer one takes its place, so that
 * the last state always arrives. An edit resolves once it, or a newer one, has been sent. `key` names the message
 * among all channels.
 */
export function createEdits(clock: Clock) {
  const running = new Map<string, Running>();
  const lastSent = new Map<string, number>();

  const waitForTurn = async (key: string) => {
    const turn = (lastSent.get(key) ?? 0) + EDIT_INTERVAL;
    if (turn > clock.now()) await clock.wait(turn - clock.now());
    lastSent.delete(key);
    lastSent.set(key, clock.now());
    const [oldest] = lastSent.keys();
    if (lastSent.size > MAX_REMEMBERED && oldest !== undefined) lastSent.delete(oldest);
  };

  const sendAll = async (key: string, ref: MessageRef, state: Running, send: Send) => {
    try {
      while (state.next) {
        await waitForTurn(key);
        const message = state.next;
        state.next = null;
        try {
          await send(ref, message);
        } catch (error) {
          // One that has been outrun needs no excuse.
          if (!state.next) throw error;
        }
      }
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
