const MAX_REMEMBERED = 5000;

/**
 * The channels that are known to be shared with another organisation. Events tell it of themselves; a slash command does
 * not, and to ask Slack would take the permission to list all channels.
 */
export interface SharedChannels {
  note(channel: string, isShared: boolean): void;
  has(channel: string): boolean;
}

export function createSharedChannels(): SharedChannels {
  const known = new Set<string>();
  return {
    note(channel, isShared) {
      known.delete(channel);
      if (isShared) known.add(channel);
      const [oldest] = known;
      if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
    },
    has: (channel) => known.has(channel),
  };
}
