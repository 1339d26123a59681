import { type BaseInteraction, PermissionFlagsBits } from "discord.js";
import { type AllowList, isAllowed } from "../../../src/chat/delivery/allow-list.ts";
import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { Place } from "../location.ts";
import { missingToAnswer, namesOf } from "../permissions.ts";
import type { Incoming } from "./context.ts";

/** A person who may delete other people's messages may also stop their work. */
export function isAdmin(interaction: BaseInteraction): boolean {
  return interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false;
}

/** Why this person gets no answer in this place, as a sentence for them; null where they get one. */
export function objectionTo(
  interaction: BaseInteraction,
  place: Place,
  incoming: Incoming,
  words: Catalogue,
): string | null {
  if (!incoming.mayUse(place, rolesOf(interaction))) return words.discord.notAllowedHere;
  const missing = missingToAnswer(interaction.appPermissions, place.kind);
  if (missing.length > 0) {
    return words.discord.permissionsMissing(`<#${place.target}>`, namesOf(missing, words));
  }
  // The interaction says what holds now, whatever Discord said within the hour.
  incoming.refusals.forgive(place.target);
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
 * for its channels. Direct messages have no guild, channel or role that a list could allow: where there is an
 * allow list, they are outside of it.
 */
export function mayUse(
  { guilds, channels, roles }: AccessRules,
  place: Place,
  held: readonly string[],
): boolean {
  if (place.kind === "direct") return [guilds, channels, roles].every(({ allow }) => allow.length === 0);
  const around = [place.channel, place.target, ...(place.category ? [place.category] : [])];
  return isAllowed([place.tenant], guilds) && isAllowed(around, channels) && isAllowed(held, roles);
}
