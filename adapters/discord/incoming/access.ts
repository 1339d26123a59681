import { type BaseInteraction, PermissionFlagsBits, type PermissionsBitField } from "discord.js";
import { type AllowList, isAllowed } from "../../../src/chat/delivery/allow-list.ts";
import type { CommandEvent } from "../../../src/chat/event.ts";
import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import { hostOf, type Location } from "../location.ts";
import { missingToAnswer, namesOf } from "../permissions.ts";
import type { Incoming } from "./context.ts";

type Rights = Pick<CommandEvent, "isAdmin" | "isServerAdmin" | "roles" | "isDirect">;

/** A person who may delete other people's messages in a channel may also stop their work. */
export function rightsIn(
  { kind }: Pick<Location, "kind">,
  permissions: Readonly<PermissionsBitField> | null,
  roles: readonly string[],
): Rights {
  return {
    isAdmin: permissions?.has(PermissionFlagsBits.ManageMessages) ?? false,
    ...(permissions?.has(PermissionFlagsBits.ManageGuild) && { isServerAdmin: true }),
    ...(roles.length > 0 && { roles }),
    ...(kind === "direct" && { isDirect: true }),
  };
}

export function rightsOf(interaction: BaseInteraction, location: Location): Rights {
  // A person's rights in a server that did not install the bot do not extend to what the bot keeps for them.
  if (location.kind === "guest") return { isAdmin: false, isDirect: true };
  return rightsIn(location, interaction.memberPermissions, rolesOf(interaction));
}

/** Why this person gets no answer in this place, as a sentence for them; null where they get one. */
export function objectionTo(
  interaction: BaseInteraction,
  location: Location,
  incoming: Incoming,
  words: Catalogue,
): string | null {
  if (!incoming.mayUse(location, rolesOf(interaction))) return words.discord.notAllowedHere;
  const { tenant: guild, target: channel, kind } = location;
  // Answers need no permission there. They belong to the person who ran the command, so only that person may use their buttons.
  if (kind === "guest") return hostOf(location) === interaction.user.id ? null : words.discord.notYours;
  if (kind !== "direct") incoming.appPermissions.note({ guild, channel }, interaction.appPermissions);
  const missing = missingToAnswer(interaction.appPermissions, kind);
  if (missing.length > 0) {
    return words.discord.permissionsMissing(`<#${channel}>`, namesOf(missing, words));
  }
  // The interaction says what holds now, whatever Discord said within the hour.
  incoming.refusals.forgive(channel);
  return null;
}

function rolesOf({ member }: BaseInteraction): readonly string[] {
  if (!member) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}

/** Who may use the bot and where, by ids. */
export interface AccessRules {
  readonly guilds: AllowList;
  readonly channels: AllowList;
  readonly roles: AllowList;
}

/**
 * Whether a person with these roles may use the bot in this place. A channel's lists also hold for its threads, a category's
 * for its channels. Conversations outside of servers have no guild, channel or role that a list could allow: where there is an
 * allow list, they are outside of it.
 */
export function mayUse(
  { guilds, channels, roles }: AccessRules,
  location: Location,
  held: readonly string[],
): boolean {
  const { server } = location;
  if (server === null) return [guilds, channels, roles].every(({ allow }) => allow.length === 0);
  const around = [location.channel, location.target, ...(location.category ? [location.category] : [])];
  return isAllowed([server], guilds) && isAllowed(around, channels) && isAllowed(held, roles);
}
