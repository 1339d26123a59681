import { ApplicationFlags, type REST, Routes } from "discord.js";
import { z } from "zod";
import { asStartError } from "../errors.ts";

const reply = z.object({ id: z.string(), flags: z.number().default(0) });

export interface Application {
  readonly id: string;
  /** The portal allows the privileged intent; asking for it without that ends every connection. */
  readonly mayReadMessages: boolean;
}

/** Throws CuepointError where Discord does not know the token or cannot be reached. */
export async function fetchApplication(rest: REST): Promise<Application> {
  try {
    const { id, flags } = reply.parse(await rest.get(Routes.currentApplication()));
    const allowed = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
    return { id, mayReadMessages: (flags & allowed) !== 0 };
  } catch (error) {
    throw asStartError(error);
  }
}
