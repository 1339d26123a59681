import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderThreadHtml } from "./html.ts";
import { messagesIn, type World } from "./world.ts";

/** Every channel and thread in which something was said, as a page to look at. */
export function savePages(world: World, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const channel of world.channels.values()) {
    if (messagesIn(world, channel.id).length === 0) continue;
    const name = channel.name.replace(/[^\p{L}\p{N}]+/gu, "-") || "direct";
    writeFileSync(join(folder, `${channel.id}-${name}.html`), renderThreadHtml(world, channel));
  }
}
