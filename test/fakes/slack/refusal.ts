/** What Slack answers with {ok: false}. */
export class SlackRefusal extends Error {
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(error: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.fields = { ok: false, error, ...fields };
  }
}
