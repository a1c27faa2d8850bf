export type Formatter<Value> = { format: (value: Value) => string };

/** Returns a formatter that is created at its first use, or a plain one where the browser cannot create it. */
function formatter<Value>(make: () => Formatter<Value>, plain: (value: Value) => string): Formatter<Value> {
  let made: Formatter<Value> | undefined;
  return {
    format(value) {
      try {
        made ??= make();
      } catch {
        made = { format: plain };
      }
      return made.format(value);
    },
  };
}

/** Returns a formatter of English numbers such as "1,234.5"; without `Intl`, of rounded digits. */
export const numbers = (options: Intl.NumberFormatOptions): Formatter<number | bigint> =>
  formatter<number | bigint>(
    () => new Intl.NumberFormat("en-US", options),
    (value) => {
      const { minimumFractionDigits, maximumFractionDigits = 8 } = options;
      if (typeof value === "bigint") return String(value);
      return minimumFractionDigits === undefined
        ? String(Number(value.toFixed(maximumFractionDigits)))
        : value.toFixed(minimumFractionDigits);
    },
  );

/** Returns a formatter of English dates in UTC such as "5 Jul 2026"; without `Intl`, of "2026-07-05 00:00". */
export const dates = (options: Intl.DateTimeFormatOptions): Formatter<Date> =>
  formatter<Date>(
    () => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }),
    (date) => {
      const [day = "", time = ""] = date.toISOString().split("T");
      return options.hour ? time.slice(0, 5) : day;
    },
  );
