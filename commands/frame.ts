import type { CommandDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { formatTimecode, parseTimecode } from "../src/chat/text/timecode.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { CuepointError } from "../src/errors.ts";
import { metered } from "../src/jobs/limits/metering.ts";
import { insteadOf, momentCard } from "../src/qa/render.ts";
import type { Frame } from "../src/video/video.ts";
import { themeAt } from "./shared/clips/theme-at.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { openThreadVideo } from "./shared/original.ts";
import { shrinkBy, withMomentLinks } from "./shared/video-message.ts";

/** Shows the very frame that is on screen at a moment; needs no model. */
export function createFrame(built: CommandDeps): CommandDefinition {
  return {
    name: "frame",
    description: inEveryLanguage(({ commands }) => commands.frame.description),
    needsVideo: false,
    about: "thread",
    hasFiles: true,
    isJob: true,
    options: [
      {
        name: "at",
        type: "string",
        required: true,
        positional: true,
        description: inEveryLanguage(({ commands }) => commands.frame.at),
        example: "1:23",
      },
    ],
    async run(context) {
      const { event, thread, signal } = context;
      const deps = metered(built, context.job);
      const typed = String(event.options.at ?? "");
      const time = parseTimecode(typed.replace(/^\s*(?:at|@)\s*/i, ""));
      if (time === null) throw new CuepointError("usage", { what: "bad-time", value: typed });
      const { opened, seen } = await openThreadVideo(deps, context);
      await using original = opened;
      const { duration } = original.video.info;
      if (time >= duration) throw new CuepointError("range-outside", { duration });
      const [frame] = await Array.fromAsync(
        original.video.framesAt([time], Number.POSITIVE_INFINITY, signal),
      );
      if (!frame) throw new CuepointError("no-frames");
      const catalogue = catalogueFor(event.locale);
      const shown = formatTimecode(frame.timestamp, { precision: 1 });
      const about = await partOf(frame, seen.contextKey, deps, event);
      const message: OutgoingMessage = {
        kind: "answer",
        text: catalogue.questions.frameText(shown),
        cards: [momentCard(frame, catalogue, { shrink: shrinkBy(deps, signal), about })],
        footer: insteadOf(frame, catalogue),
      };
      await thread.post(withMomentLinks(message, seen));
    },
  };
}

/** No model has described this very frame. Its segment says what it is likely to show. */
async function partOf(
  { timestamp }: Frame,
  contextKey: string | undefined,
  { store }: CommandDeps,
  { thread, locale }: CommandEvent,
): Promise<string> {
  if (contextKey === undefined) return "";
  const known = await store.contexts.summary(tenantOf(thread), contextKey);
  // A storyboard has no words.
  const summary = known?.summary.model ? known.summary : null;
  const theme = themeAt(summary, { start: timestamp, end: timestamp + INSTANT }, locale);
  return theme === "" ? "" : catalogueFor(locale).questions.momentOf(theme);
}

/** Seconds, so that a moment has a length to compare by. */
const INSTANT = 0.001;
