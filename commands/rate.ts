import type { CommandContext, CommandDefinition } from "../src/chat/command.ts";
import type { OptionValues } from "../src/chat/event.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { toOneLine } from "../src/chat/text/plain-text.ts";
import { LONGEST_COMMENT, VERDICTS, type Verdict } from "../src/chat/verdict.ts";
import { CuepointError } from "../src/errors.ts";
import { aboutButton } from "./shared/buttons/about-button.ts";
import { judgedIn, ratedContext } from "./shared/buttons/judged.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { knownThread } from "./shared/original.ts";

/** Keeps what a person thinks of a summary or of one of its segments, with what was asked and replied. */
export function createRate(deps: CommandDeps): CommandDefinition {
  return {
    name: "rate",
    description: inEveryLanguage(({ commands }) => commands.rate.description),
    needsVideo: false,
    about: "thread",
    isJob: false,
    options: [
      {
        name: "verdict",
        type: "string",
        required: true,
        description: inEveryLanguage(({ commands }) => commands.rate.verdict),
        choices: VERDICTS.map((value) => ({
          value,
          label: inEveryLanguage(({ feedback }) => feedback.verdicts[value]),
        })),
      },
      {
        name: "segment",
        type: "integer",
        min: 1,
        max: 999,
        description: inEveryLanguage(({ commands }) => commands.rate.segment),
      },
      {
        name: "comment",
        type: "string",
        description: inEveryLanguage(({ commands }) => commands.rate.comment),
        example: '"she draws a chart at 2:10"',
      },
    ],
    run: (context) => rate(deps, context),
  };
}

async function rate(deps: CommandDeps, { event, thread }: CommandContext): Promise<void> {
  const { store, now, keepFeedbackPictures = false } = deps;
  const verdict = verdictOf(event.options);
  const { segment: chosen, key } = aboutButton(event.options.about);
  const segment = chosen ?? (typeof event.options.segment === "number" ? event.options.segment : null);
  const record = await knownThread(deps, event.thread);
  const context = await ratedContext(deps, event.thread, { record, key });
  const { judged, frames } = await judgedIn(deps, event.thread, { context, segment });
  const vote = {
    ...{ thread: event.thread, segment, verdict, at: now() },
    comment: toOneLine(String(event.options.comment ?? "")).slice(0, LONGEST_COMMENT),
    ...judged,
  };
  await store.feedback.put(
    event.author,
    vote,
    keepFeedbackPictures && frames.length > 0 ? frames : undefined,
  );
  await thread.post({ kind: "notice", text: catalogueFor(event.locale).feedback.thanks });
}

function verdictOf({ verdict }: OptionValues): Verdict {
  const known = VERDICTS.find((one) => one === verdict);
  if (known) return known;
  throw new CuepointError("usage", { what: "missing-value", option: "--verdict" });
}
