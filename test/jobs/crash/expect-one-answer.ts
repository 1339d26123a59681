import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { eventually } from "../../support/eventually.ts";
import { shown } from "./file-thread.ts";

const ENDS = ["Done.", "This did not work.", "Stopped."];

/** The thread has one answer, its one progress message is final, and nothing is left behind. */
export async function expectOneAnswer(folder: string, { id, thread }: CommandEvent): Promise<void> {
  const lines = () => shown(folder).filter((line) => line.thread === thread);
  await eventually(() => expect(ENDS).toContain(lines().findLast(({ kind }) => kind === "progress")?.text));
  await eventually(() => expect(readdirSync(join(folder, "tmp"))).toEqual([]));
  const posts = lines().filter(({ edit }) => !edit);
  expect(posts.filter(({ kind }) => kind !== "progress")).toMatchObject([{ text: `summary of ${id}` }]);
  expect(posts.filter(({ kind }) => kind === "progress")).toHaveLength(1);
}
