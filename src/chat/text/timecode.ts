interface TimecodeOptions {
  /** Digits after the seconds' point, 0 to 3. */
  readonly precision?: number;
}

/**
 * A time as players show it: "0:42", "1:02:03", with precision 1 "0:42.5". Cut off, never rounded:
 * 59.96 is still within its minute, and rounding would name a moment that has not come yet.
 */
export function formatTimecode(seconds: number, { precision = 0 }: TimecodeOptions = {}): string {
  const { sign, hours, minutes, rest } = split(seconds, precision);
  const short = hours === 0 ? String(minutes) : `${hours}:${pad(minutes)}`;
  return `${sign}${short}:${rest}`;
}

/** The form of summary.json: "00:02:00", and "00:02:00.250" where the time is not a whole second. */
export function formatClock(seconds: number): string {
  const { sign, hours, minutes, rest } = split(seconds, 3);
  return `${sign}${pad(hours)}:${pad(minutes)}:${rest.replace(/\.000$/, "")}`;
}

/** Binary fractions put 4.35 a hair below itself; a millionth of the last digit makes up for it. */
const FLOAT_SLACK = 1e-6;

function split(seconds: number, precision: number) {
  if (!Number.isFinite(seconds)) throw new TypeError("a time must be a finite number of seconds");
  const scale = 10 ** precision;
  const units = Math.floor(Math.abs(seconds) * scale + FLOAT_SLACK);
  const whole = Math.floor(units / scale);
  const fraction = precision === 0 ? "" : `.${String(units % scale).padStart(precision, "0")}`;
  return {
    sign: seconds < 0 && units > 0 ? "-" : "",
    hours: Math.floor(whole / 3600),
    minutes: Math.floor(whole / 60) % 60,
    rest: pad(whole % 60) + fraction,
  };
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

const CLOCK = /^(?:(?:(\d{1,4}):)?(\d{1,4}):)(\d{1,2}(?:[.,]\d{1,6})?)$/;
/** 1'23" as film people write it; a full-width or curly mark is the same mark. */
const PRIMES = /^(\d{1,4})\s?['′’]\s?(\d{1,2}(?:[.,]\d{1,6})?)\s?(?:["”]|''|′′|’’)?$/;
const PLAIN = /^(\d{1,7}(?:\.\d{1,6})?)$/;
const HOURS = "(?:h|hrs?|hours?|小时|小時)";
const MINUTES = "(?:m|mins?|minutes?|分钟?|分鐘?)";
const SECONDS = "(?:s|secs?|seconds?|秒钟?|秒鐘?)";
const AND = String.raw`\s*(?:and\s+)?`;
const UNITS = new RegExp(
  String.raw`^(?=\d)(?:(\d{1,4})\s*${HOURS}${AND})?(?:(\d{1,5})\s*${MINUTES}${AND})?(?:(\d{1,7}(?:\.\d{1,6})?)\s*${SECONDS})?$`,
);

/**
 * Seconds from what a person types: "1:20", "1:02:03.5", "80", "80s", "1m20s", "80 s", "1 minute 20 seconds", "1分20秒". Null for
 * anything else, also for "1:75": minutes and seconds after a colon stay under sixty.
 */
export function parseTimecode(text: string): number | null {
  // A Chinese keyboard types full-width colons and digits, which NFKC makes plain.
  const input = text
    .trim()
    .toLowerCase()
    .normalize("NFKC")
    .replace(/^第\s*/, "");
  const plain = PLAIN.exec(input);
  if (plain) return Number(plain[1]);
  const clock = CLOCK.exec(input);
  if (clock) return clockSeconds(clock[1], clock[2], clock[3]);
  const primes = PRIMES.exec(input);
  if (primes) return clockSeconds(undefined, primes[1], primes[2]);
  const units = UNITS.exec(input);
  return units ? sum(units[1], units[2], units[3]) : null;
}

function clockSeconds(hours: string | undefined, minutes: string | undefined, seconds: string | undefined) {
  const plain = seconds?.replace(",", ".");
  if (Number(plain) >= 60) return null;
  if (hours !== undefined && Number(minutes) >= 60) return null;
  return sum(hours, minutes, plain);
}

function sum(hours = "0", minutes = "0", seconds = "0"): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
