/** Ids of those who may use the bot, or of where it may be used, and of those for which that is denied. */
export interface AllowList {
  /** Empty allows all. */
  readonly allow: readonly string[];
  /** Wins over `allow`. */
  readonly deny: readonly string[];
}

/** Whether something that goes by all of these ids is allowed. */
export function isAllowed(ids: readonly string[], { allow, deny }: AllowList): boolean {
  if (ids.some((id) => deny.includes(id))) return false;
  return allow.length === 0 || ids.some((id) => allow.includes(id));
}
