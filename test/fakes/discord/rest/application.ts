import { z } from "zod";
import { refusals } from "../api-error.ts";
import { applicationPayload, userPayload } from "../payloads.ts";
import type { RestContext, Route } from "./context.ts";

const localized = z.record(z.string(), z.string().max(100)).nullish();

const option = z.object({
  type: z.number(),
  name: z.string().regex(/^[-_\p{L}\p{N}]{1,32}$/u),
  description: z.string().min(1).max(100),
  description_localizations: localized,
  required: z.boolean().optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  choices: z
    .array(
      z.object({
        name: z.string().min(1).max(100),
        name_localizations: localized,
        value: z.string().max(100),
      }),
    )
    .max(25)
    .optional(),
  // discord-api-types, APIApplicationCommandAttachmentOption: at most ten, groups of types or endings of names.
  file_types: z
    .array(z.union([z.enum(["image", "video", "audio"]), z.string().regex(/^\.[a-z\d]+$/)]))
    .max(10)
    .optional(),
});

/** A command of two words: its second words, each with options of its own. */
const word = option.extend({
  type: z.literal(1),
  name: z.string().regex(/^[-_a-z\d]{1,32}$/),
  options: z.array(option).max(25).default([]),
});

const slash = z.object({
  type: z.literal(1).default(1),
  name: z.string().regex(/^[-_a-z\d]{1,32}$/),
  description: z.string().min(1).max(100),
  description_localizations: localized,
  options: z.union([z.array(word).min(1).max(25), z.array(option).max(25)]).default([]),
  contexts: z.array(z.number()).optional(),
  integration_types: z.array(z.number()).optional(),
});

const menu = z.object({
  type: z.literal(3),
  name: z.string().min(1).max(32),
  name_localizations: localized,
  contexts: z.array(z.number()).optional(),
  integration_types: z.array(z.number()).optional(),
});

const commands = z.array(z.union([menu, slash])).max(100);

export function applicationRoutes(context: RestContext): readonly Route[] {
  const { world } = context;
  const places = /^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/;
  return [
    { method: "GET", path: /^\/applications\/@me$/, handle: () => applicationPayload(world) },
    { method: "GET", path: /^\/users\/@me$/, handle: () => userPayload(world.bot) },
    {
      method: "GET",
      path: /^\/users\/@me\/guilds$/,
      handle: () =>
        [...world.guilds.values()].map(({ id, name, botPermissions }) => ({
          ...{ id, name, icon: null, owner: false, features: [] },
          permissions: String(botPermissions),
        })),
    },
    {
      method: "GET",
      path: /^\/gateway\/bot$/,
      handle: () => ({
        url: context.base().replace(/^http/, "ws"),
        shards: context.gateway.recommendedShards,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
      }),
    },
    {
      method: "GET",
      path: places,
      handle: (_, [guild = "global"]) => [...(world.commands.get(guild) ?? [])],
    },
    {
      method: "PUT",
      path: places,
      handle({ body }, [guild]) {
        const parsed = commands.safeParse(body);
        if (!parsed.success) throw refusals.invalidForm("0", "INVALID", parsed.error.message);
        checkOrder(parsed.data);
        checkFileTypes(parsed.data);
        const isGlobal = guild === undefined;
        const stored = parsed.data.map((command) => asStored(command, isGlobal, world.nextId()));
        world.commands.set(guild ?? "global", stored);
        return stored;
      },
    },
  ];
}

/** Only of an attachment (type 11). */
function checkFileTypes(all: z.infer<typeof commands>): void {
  const options = all.flatMap((command) => (command.type === 1 ? command.options : []));
  if (options.some((one) => "file_types" in one && one.file_types && one.type !== 11))
    throw refusals.invalidForm("options", "APPLICATION_COMMAND_OPTION_FILE_TYPES_INVALID", "file_types");
}

function checkOrder(all: z.infer<typeof commands>): void {
  for (const command of all) {
    if (command.type !== 1) continue;
    const firstOptional = command.options.findIndex(({ required }) => !required);
    const isLate = command.options.some(
      ({ required }, at) => required && firstOptional >= 0 && at > firstOptional,
    );
    if (isLate)
      throw refusals.invalidForm("options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "order");
  }
}

/** Discord gives back more than it was given, leaves out what is usual, and forgets where a guild's command shows. */
function asStored(command: z.infer<typeof commands>[number], isGlobal: boolean, id: string): object {
  const { contexts, integration_types, ...rest } = command;
  const options =
    "options" in command && command.options.length > 0
      ? command.options.map(({ required, ...one }) => ({ ...one, ...(required && { required }) }))
      : undefined;
  return {
    id,
    version: id,
    default_member_permissions: null,
    nsfw: false,
    description: "",
    name_localizations: null,
    description_localizations: null,
    ...rest,
    options,
    ...(isGlobal ? { contexts, integration_types } : { contexts: null }),
  };
}
