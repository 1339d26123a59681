import { type BaseInteraction, PermissionFlagsBits } from "discord.js";
import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { Place } from "../location.ts";
import { missingToAnswer, namesOf } from "../permissions.ts";
import type { Incoming } from "./context.ts";

/** Whoever may delete other people's messages may stop other people's work. */
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
