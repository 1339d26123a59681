import { applicationPayload } from "../application-payload.ts";
import { userPayload } from "../payloads.ts";
import { type CommandForm, readCommandForms } from "./command-form.ts";
import type { RestContext, Route } from "./context.ts";

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
        [...world.guilds.values()]
          .filter(({ isJoined }) => isJoined)
          .map(({ id, name, botPermissions }) => ({
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
        const isGlobal = guild === undefined;
        const stored = readCommandForms(body, world.forPeople).map((command) =>
          asStored(command, isGlobal, world.nextId()),
        );
        world.commands.set(guild ?? "global", stored);
        return stored;
      },
    },
  ];
}

/** Discord gives back more than it was given, leaves out what is usual, and forgets where a guild's command shows. */
function asStored(command: CommandForm, isGlobal: boolean, id: string): object {
  const { contexts, integration_types, ...rest } = command;
  const given = ("options" in command ? command.options : []) as readonly { readonly required?: boolean }[];
  const options = given.map(({ required, ...one }) => ({ ...one, ...(required && { required }) }));
  return {
    id,
    version: id,
    default_member_permissions: null,
    nsfw: false,
    description: "",
    name_localizations: null,
    description_localizations: null,
    ...rest,
    ...(options.length > 0 && { options }),
    ...(isGlobal ? { contexts, integration_types } : { contexts: null }),
  };
}
