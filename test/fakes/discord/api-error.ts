/** A refusal in the form of the API: an HTTP status with Discord's own code and sentence. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: object | undefined;

  constructor(status: number, code: number, message: string, errors?: object) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  toJSON(): object {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

export const refusals = {
  unauthorized: () => new ApiError(401, 0, "401: Unauthorized"),
  noSuchRoute: () => new ApiError(404, 0, "404: Not Found"),
  unknownChannel: () => new ApiError(404, 10_003, "Unknown Channel"),
  unknownGuild: () => new ApiError(404, 10_004, "Unknown Guild"),
  unknownMessage: () => new ApiError(404, 10_008, "Unknown Message"),
  unknownWebhook: () => new ApiError(404, 10_015, "Unknown Webhook"),
  unknownInteraction: () => new ApiError(404, 10_062, "Unknown interaction"),
  tooLarge: () => new ApiError(413, 40_005, "Request entity too large"),
  tooManyFollowUps: () =>
    new ApiError(400, 40_094, "This interaction has hit the maximum number of follow up messages"),
  alreadyAcknowledged: () => new ApiError(400, 40_060, "Interaction has already been acknowledged."),
  missingAccess: () => new ApiError(403, 50_001, "Missing Access"),
  notYours: () => new ApiError(403, 50_005, "Cannot edit a message authored by another user"),
  empty: () => new ApiError(400, 50_006, "Cannot send an empty message"),
  cannotReachUser: () => new ApiError(403, 50_007, "Cannot send messages to this user"),
  missingPermissions: () => new ApiError(403, 50_013, "Missing Permissions"),
  wrongChannel: () => new ApiError(400, 50_024, "Cannot execute action on this channel type"),
  invalidToken: () => new ApiError(401, 50_027, "Invalid Webhook Token"),
  archived: () => new ApiError(400, 50_083, "Thread is archived"),
  threadExists: () => new ApiError(400, 160_004, "A thread has already been created for this message"),
  threadLocked: () => new ApiError(400, 160_005, "Thread is locked"),
  tooManyThreads: () => new ApiError(400, 160_006, "Maximum number of active threads reached"),
  invalidForm: (path: string, code: string, message: string) =>
    new ApiError(400, 50_035, "Invalid Form Body", nested(path.split("."), { _errors: [{ code, message }] })),
} as const;

/** As the API nests them, a level for each step of the path: https://docs.discord.com/developers/reference#error-messages */
function nested(path: readonly string[], errors: object): object {
  return path.reduceRight<object>((inside, step) => ({ [step]: inside }), errors);
}
