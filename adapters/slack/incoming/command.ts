import type { z } from "zod";
import { isOpenToAll } from "../../../src/chat/adapter.ts";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { CuepointError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import { readFailure, toCuepointError } from "../errors.ts";
import { guessLocale } from "../guess-locale.ts";
import { LIMITS } from "../limits.ts";
import { section } from "../render/blocks.ts";
import { mrkdwnLength, toMrkdwn } from "../render/mrkdwn.ts";
import type { SlackApi, Wording } from "../web/api.ts";
import { refusalOf, rightsIn } from "./access.ts";
import { type Incoming, messageId, once, threadId, wording } from "./context.ts";
import { homeBlocks } from "./greeting/home.ts";
import type { commandSchema } from "./payloads.ts";
import type { Person } from "./people.ts";
import { type ReadCommand, readCommandText } from "./text.ts";

type Command = z.infer<typeof commandSchema>;

/** A person gave a slash command. It has no message to answer under, so the bot opens a thread by posting what was asked. */
export async function onCommand(
  incoming: Incoming,
  command: Command,
  { answer, onOpened }: Answering,
): Promise<void> {
  await once(incoming.received, [`command:${command.trigger_id}`], async () => {
    const person = await incoming.people(command.user_id);
    const locale = person.locale ?? guessLocale(command.text);
    const catalogue = catalogueFor(locale);
    const { channel_id: channel, user_id: user, team_id: team } = command;
    const refusal = refusalOf(incoming, { channel, user, team });
    if (refusal) return answer(wording(catalogue.slack[refusal]));
    const { definition, text } = calledBy(command, incoming.commands);
    if (!definition || text === "help") {
      return answer({
        blocks: homeBlocks(catalogue, incoming.keeps),
        text: toMrkdwn(catalogue.slack.home.does),
      });
    }
    const read = tryToRead(text, definition);
    if (read instanceof CuepointError) return answer(wording(catalogue.error(read.code, read.details)));
    if (definition.needsVideo && read.links.length === 0)
      return answer(wording(catalogue.slack.needsLink(command.command)));
    if (!(await mayAsk(incoming, definition, command, person)))
      return answer(wording(catalogue.error("not-allowed", {})));
    const ts = await openThread(incoming, command, { person: person.name, locale, answer });
    if (ts === null) return;
    await onOpened();
    const thread = threadId(incoming, { channel, thread: ts });
    incoming.requesters.note(thread, { user, locale, message: ts });
    await incoming.dispatch({
      type: "command",
      id: messageId(channel, ts),
      thread,
      author: user,
      ...rightsIn(channel, person),
      locale,
      command: definition.name,
      attachments: [],
      links: read.links,
      options: read.options,
    });
  });
}

interface Answering {
  readonly answer: Answer;
  /** The thread can be seen in the channel now. */
  readonly onOpened: () => Promise<void>;
}

/** Asked of the channel: there is no thread yet. */
async function mayAsk(
  incoming: Incoming,
  { name }: CommandDefinition,
  { channel_id: channel, user_id: author }: Command,
  person: Person,
): Promise<boolean> {
  if (isOpenToAll(name)) return true;
  const thread = threadId(incoming, { channel, thread: "" });
  return incoming.isAdmitted({ ...rightsIn(channel, person), thread, author });
}

interface Called {
  readonly definition: CommandDefinition | undefined;
  /** What was typed after it. */
  readonly text: string;
}

/** Of "/cuepoint settings sound off" the command has two words. */
function calledBy({ command, text }: Command, commands: readonly CommandDefinition[]): Called {
  const typed = text.trim();
  const alone = commands.find(({ name, group }) => group === undefined && `/${name}` === command);
  if (alone) return { definition: alone, text: typed };
  const [word = ""] = typed.split(/\s+/);
  const definition = commands.find(
    ({ name, group }) => group !== undefined && `/${group}` === command && name === word.toLowerCase(),
  );
  return { definition, text: typed.slice(word.length).trim() };
}

function tryToRead(text: string, definition: CommandDefinition): ReadCommand | CuepointError {
  try {
    return readCommandText(text, definition);
  } catch (error) {
    if (error instanceof CuepointError) return error;
    throw error;
  }
}

interface Opening {
  readonly person: string | null;
  readonly locale: string;
  readonly answer: Answer;
}

/** Null where the bot cannot post; the person has been told then. */
async function openThread(
  { api, paced, headlines, logger }: Incoming,
  { command, text, channel_id, user_id }: Command,
  { person, locale, answer }: Opening,
): Promise<string | null> {
  const { slack, error: sentence } = catalogueFor(locale);
  const words = slack.asked(person ?? user_id, `${command} ${text}`.trim());
  // The outcome is shown above it later; it is then a context block, which holds less than a section.
  const asked = toMrkdwn(shorten(words, LIMITS.context, mrkdwnLength));
  try {
    const wording = { blocks: [section(asked)], text: asked };
    const thread = await paced(channel_id, () => api.openAsked(channel_id, wording));
    headlines.began({ channel: channel_id, thread }, asked);
    return thread;
  } catch (thrown) {
    const failure = readFailure(thrown);
    if (!failure) throw thrown;
    logger.warn({ channel: channel_id, reason: failure.reason }, "could not open a thread for a command");
    const translated = toCuepointError(thrown);
    const isOutside = failure.reason === "not_in_channel" || failure.reason === "channel_not_found";
    if (isOutside) await answer(wording(slack.inviteMe));
    else if (translated instanceof CuepointError)
      await answer(wording(sentence(translated.code, translated.details)));
    return null;
  }
}

/** Answers the person who typed a command, and only them. */
type Answer = (wording: Wording) => Promise<void>;

interface AnswerOptions {
  readonly api: Pick<SlackApi, "whisper">;
  readonly channel: string;
  readonly user: string;
  readonly respond: (message: {
    response_type: "ephemeral";
    blocks: Wording["blocks"][number][];
    text: string;
  }) => Promise<unknown>;
  readonly logger: Logger;
}

/**
 * By the address that came with the command, which needs no membership but expires soon; else as the bot. A failure is only
 * logged: otherwise Slack would tell the person that the whole command failed.
 */
export function createAnswer({ api, channel, user, respond, logger }: AnswerOptions): Answer {
  return async (wording) => {
    try {
      await respond({ response_type: "ephemeral", blocks: [...wording.blocks], text: wording.text });
      return;
    } catch (error) {
      logger.info({ reason: (error as Error).message }, "the answer to a command was not taken");
    }
    try {
      await api.whisper({ channel }, user, wording);
    } catch (error) {
      logger.warn({ reason: readFailure(error)?.reason }, "a command could not be answered");
    }
  };
}
