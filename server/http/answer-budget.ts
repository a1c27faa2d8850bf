/**
 * The limit of one request. A value costs at least 8, a number 24, a text 16 and a fourth of its length: a
 * hundred rows of the widest list cost about 150,000, and an answer has at most 4 MB.
 */
const MOST_COST = 1_000_000;

/**
 * The remaining size of one HTTP request's answers. Counting is cheap; serialising an answer that is too large is
 * not.
 */
export class AnswerBudget {
  #left: number;
  constructor(cost = MOST_COST) {
    this.#left = cost;
  }

  /** Subtracts the cost of an answer. Returns false, and subtracts nothing, when the budget is too small. */
  take(answer: unknown): boolean {
    const cost = costOf(answer, this.#left);
    if (cost > this.#left) return false;
    this.#left -= cost;
    return true;
  }
}

/** Returns roughly how much work it is to serialise a value. Stops counting above `most`. */
function costOf(value: unknown, most: number): number {
  let cost = 0;
  const open = [value];
  while (open.length > 0 && cost <= most) {
    const one = open.pop();
    cost += 8;
    if (typeof one === "string") cost += 8 + one.length / 4;
    else if (typeof one !== "object" || one === null || one instanceof Date) cost += 16;
    // Each byte would be sent as a number.
    else if (ArrayBuffer.isView(one)) cost += one.byteLength * 24;
    else if (Symbol.iterator in one) for (const inner of one as Iterable<unknown>) open.push(inner);
    else
      for (const [key, inner] of Object.entries(one)) {
        cost += 4 + key.length / 4;
        open.push(inner);
      }
  }
  return cost;
}
