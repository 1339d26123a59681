import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { Thread } from "../../../src/chat/thread.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";

export interface Line {
  readonly thread: string;
  readonly ref: string;
  readonly kind: OutgoingMessage["kind"];
  readonly text: string;
  readonly edit: boolean;
  readonly isTakenBack?: boolean;
}

/** What the platform has shown, oldest first. */
export function shown(folder: string): Line[] {
  const path = join(folder, "platform");
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

/** What stands there in the end, oldest first. */
export function standing(folder: string, thread: string): Line[] {
  const latest = new Map<string, Line>();
  for (const line of shown(folder)) if (line.thread === thread) latest.set(line.ref, line);
  return [...latest.values()].filter(({ isTakenBack }) => !isTakenBack);
}

/** A platform in a file: like Discord, it refuses a second message with one key by naming the first. */
export function fileThread(id: ThreadId, folder: string, reach: (point: string) => Promise<void>): Thread {
  const write = (line: Line) => appendFileSync(join(folder, "platform"), `${JSON.stringify(line)}\n`);
  return {
    id,
    limits: { textLength: 2000, filesPerMessage: 10, bytesPerFile: 1e7, editInterval: 0 },
    async post({ kind, text }, delivery) {
      const part = delivery?.key.split("-").slice(1).join("-") ?? kind;
      const [posted] = delivery?.posted ?? [];
      if (posted) return posted;
      await reach(`before ${part} posted`);
      const { replaces } = delivery ?? {};
      const ref = replaces ?? delivery?.key ?? `${kind}-${Math.random()}`;
      const isKnown = shown(folder).some((line) => line.ref === ref && line.thread === id);
      if (!isKnown || replaces) write({ thread: id, ref, kind, text, edit: isKnown });
      await reach(`after ${part} posted`);
      await delivery?.onPosted(ref);
      return ref;
    },
    async edit(ref, { kind, text }) {
      await reach("before edit");
      write({ thread: id, ref, kind, text, edit: true });
    },
    addressOf: async () => null,
    async remove(ref) {
      await reach("before removal");
      write({ thread: id, ref, kind: "progress", text: "", edit: true, isTakenBack: true });
      await reach("after removal");
    },
  };
}
