import type { MessageEvent } from "../event.ts";

type AskOf = (event: MessageEvent) => Promise<boolean>;

/**
 * Whether a message is about a video that is known. Alone with the bot people ask on beside the thread as well as in it:
 * a message that stands by itself and brings no video then takes over the newest one, so that its own thread is known.
 * One after another in each thread, because what is said there next relies on it.
 */
export function createLatestVideoLookup(isKnown: AskOf, takeOver: AskOf): AskOf {
  const tails = new Map<string, Promise<boolean>>();
  const look: AskOf = async (event) => (await isKnown(event)) || (standsAlone(event) && takeOver(event));
  return async (event) => {
    const { thread } = event;
    const before = tails.get(thread) ?? Promise.resolve(true);
    const looked = before.catch(() => undefined).then(() => look(event));
    tails.set(thread, looked);
    try {
      return await looked;
    } finally {
      if (tails.get(thread) === looked) tails.delete(thread);
    }
  };
}

function standsAlone({ isDirect, beginsThread, attachments, links, text }: MessageEvent): boolean {
  const isBare = attachments.length + links.length === 0 && text.trim() !== "";
  return isDirect && beginsThread === true && isBare;
}
