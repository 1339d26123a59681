import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { eventually } from "../../support/eventually.ts";
import { shown, standing } from "./file-thread.ts";

/** The thread has one summary and nothing else, had one progress message, and nothing is left behind. */
export async function expectOneAnswer(folder: string, { id, thread }: CommandEvent): Promise<void> {
  const lines = () => shown(folder).filter((line) => line.thread === thread);
  await eventually(() =>
    expect(standing(folder, thread)).toMatchObject([{ kind: "summary", text: `summary of ${id}` }]),
  );
  await eventually(() => expect(readdirSync(join(folder, "tmp"))).toEqual([]));
  const posts = lines().filter(({ edit }) => !edit);
  expect(posts.filter(({ kind }) => kind !== "progress")).toMatchObject([{ text: `summary of ${id}` }]);
  expect(posts.filter(({ kind }) => kind === "progress")).toHaveLength(1);
}

/** The thread has one short answer and nothing else. */
export async function expectAnswerAlone(folder: string, { id, thread }: CommandEvent): Promise<void> {
  await eventually(() =>
    expect(standing(folder, thread)).toMatchObject([{ kind: "answer", text: `summary of ${id}` }]),
  );
  await eventually(() => expect(readdirSync(join(folder, "tmp"))).toEqual([]));
}
