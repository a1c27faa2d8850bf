/**
 * Splits a whole amount by weights, exactly: the parts add up to the total, and the largest part gets the remainder
 * of rounding. Weights are non-negative with a positive sum.
 */
export function splitShares(total: bigint, weights: readonly number[]): bigint[] {
  if (total < 0n) throw new Error("Cannot split a negative amount.");
  const largest = Math.max(...chunkMaxima(weights));
  if (!(largest > 0)) throw new Error("There are no weights to split the amount by.");
  const whole = weights.map((weight) => BigInt(Math.round((weight / largest) * 1e12)));
  const sum = whole.reduce((a, b) => a + b, 0n);
  const parts = whole.map((weight) => (total * weight) / sum);
  const rest = total - parts.reduce((a, b) => a + b, 0n);
  const first = weights.indexOf(largest);
  parts[first] = (parts[first] ?? 0n) + rest;
  return parts;
}

/** Returns micro-dollars split in proportion to the parts of an amount; the parts add up to `micros` exactly. */
export function splitMicros(micros: number, parts: readonly bigint[]): number[] {
  if (!Number.isSafeInteger(micros)) throw new Error("Micro-dollars must be a safe integer.");
  const numbers = parts.map(Number);
  const total = numbers.reduce((a, b) => a + b, 0);
  let largest = 0;
  let rest = micros;
  const values = numbers.map((part, i) => {
    if (part > (numbers[largest] ?? 0)) largest = i;
    const value = total > 0 ? Math.floor(micros * (part / total)) : 0;
    rest -= value;
    return value;
  });
  values[largest] = (values[largest] ?? 0) + rest;
  return values;
}

/** Returns micro-dollars as "1234.567890" dollars. */
export function microsText(micros: number): string {
  const digits = Math.abs(micros).toString().padStart(7, "0");
  return `${micros < 0 ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

function chunkMaxima(values: readonly number[]): number[] {
  const maxima: number[] = [];
  for (let i = 0; i < values.length; i += 8192) maxima.push(Math.max(...values.slice(i, i + 8192)));
  return maxima;
}
