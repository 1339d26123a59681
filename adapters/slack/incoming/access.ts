import { isAllowed } from "../../../src/chat/delivery/allow-list.ts";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { readFailure } from "../errors.ts";
import { guessLocale } from "../guess-locale.ts";
import type { AccessRules } from "../options.ts";
import { isDirect, type Location } from "../web/api.ts";
import { type Incoming, wording } from "./context.ts";
import type { Person } from "./people.ts";

/** Slack names administrators of a workspace, and none of a channel. */
export function rightsIn(
  channel: string,
  { isAdmin }: Pick<Person, "isAdmin">,
): Pick<CommandEvent, "isAdmin" | "isServerAdmin" | "isDirect"> {
  return {
    ...(isAdmin && { isAdmin: true, isServerAdmin: true }),
    ...(isDirect(channel) && { isDirect: true }),
  };
}

interface Requester {
  readonly channel: string;
  readonly user: string;
  /** With another organization. */
  readonly isSharedChannel: boolean;
  /** Of another workspace: another organization's, or another one of the same organization. */
  readonly isStranger: boolean;
}

type Refusal = "channelNotAllowed" | "personNotAllowed" | "otherOrganisation" | "otherWorkspace";

/** Null where the request may be taken. */
export function refusalFor(requester: Requester, rules: AccessRules): Refusal | null {
  const { channel, user, isSharedChannel, isStranger } = requester;
  if (isSharedChannel && !rules.allowConnect) return "otherOrganisation";
  if (isStranger && !rules.allowConnect) return "otherWorkspace";
  if (!isDirect(channel) && !isAllowed([channel], rules.channels)) return "channelNotAllowed";
  return isAllowed([user], rules.users) ? null : "personNotAllowed";
}

interface Origin {
  readonly channel: string;
  readonly user: string;
  /** The person's workspace, where Slack tells it. */
  readonly team: string | null | undefined;
}

/** The same for a request as it arrived. */
export function refusalOf({ self, rules, sharedChannels }: Incoming, origin: Origin): Refusal | null {
  const { channel, user, team } = origin;
  const isStranger = Boolean(team) && team !== self.team;
  return refusalFor({ channel, user, isSharedChannel: sharedChannels.has(channel), isStranger }, rules);
}

/** Tells the person, and only them, why their request is refused. */
export async function refuse(
  incoming: Incoming,
  location: Location,
  { user, text, refusal }: { readonly user: string; readonly text: string; readonly refusal: Refusal },
): Promise<void> {
  const { api, people, logger } = incoming;
  logger.info({ refusal, channel: location.channel }, "request refused");
  const locale = (await people(user)).locale ?? guessLocale(text);
  try {
    await api.whisper(location, user, wording(catalogueFor(locale).slack[refusal]));
  } catch (error) {
    logger.info({ reason: readFailure(error)?.reason }, "could not tell a person why");
  }
}
