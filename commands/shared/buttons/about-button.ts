interface About {
  /** From one; null for the whole. */
  readonly segment: number | null;
  /** The context whose message carried the button. */
  readonly key?: string;
}

/** What a button or menu under a summary is about: "segment-2@5f3a…", "all@5f3a…"; an older version's have no key. */
export function aboutButton(value: unknown): About {
  const { position, key } =
    /^(?:segment-(?<position>\d{1,4})|all)(?:@(?<key>\w+))?$/.exec(String(value ?? ""))?.groups ?? {};
  return { segment: position === undefined ? null : Number(position), ...(key !== undefined && { key }) };
}
