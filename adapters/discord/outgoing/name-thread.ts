import { type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Subject } from "../../../src/chat/message.ts";
import type { Logger } from "../../../src/logger.ts";
import { linkName, threadName } from "../render/thread-name.ts";
import type { Target } from "./sender.ts";

const channel = z.object({ name: z.string() });

/** Calls a thread after its video's title. Never rejects: a name is worth no answer. */
export type NameThread = (target: Target, subject: Subject) => Promise<void>;

/**
 * Only a thread that still has the name of the link is called anew, so that a name which people gave stays. The one who
 * opened a thread may do so without a permission of its own.
 */
export function createNameThread(rest: REST, logger: Logger): NameThread {
  return async (target, { title, link }) => {
    if (target.channel === target.target) return;
    try {
      const { name } = channel.parse(await rest.get(Routes.channel(target.target)));
      const wanted = threadName(title, name);
      if (name !== threadName(linkName(link), "") || name === wanted) return;
      await rest.patch(Routes.channel(target.target), { body: { name: wanted } });
    } catch (error) {
      logger.debug({ err: error }, "a thread keeps its name");
    }
  };
}
