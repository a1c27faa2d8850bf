/** A fault of a migration, with the number of its line. */
export type Finding = { line: number; rule: string; message: string };

type Statement = { text: string; line: number };
type Declared = { step: string; isContract: boolean };

/** Rules of squawk on what older instances still use. A contract step may break them. */
export const SQUAWK_CONTRACT_RULES = [
  "ban-drop-column",
  "ban-drop-not-null",
  "ban-drop-table",
  "renaming-column",
  "renaming-table",
];
const CONTRACT_RULES = [...SQUAWK_CONTRACT_RULES, "drop-default", "drop-object", "rename-object"];

/** Faults of one statement, beside the rules of squawk. */
const RULES: { rule: string; pattern: RegExp; message: string; steps?: string[] }[] = [
  {
    rule: "drop-default",
    pattern: /^alter table .*\balter (column )?\S+ drop default/,
    message: "Older versions insert rows without this column. Drop its default in a contract step.",
  },
  {
    rule: "drop-object",
    pattern: /^drop (schema|type|domain|function|procedure|trigger|view|materialized view|sequence|rule) /,
    message: "Older versions may use it. Drop it in a contract step.",
  },
  {
    rule: "rename-object",
    pattern: /^alter (schema|type|domain|function|view|sequence|trigger|index) .*\b(rename|set schema)\b/,
    message: "Older versions know the old name. Rename it in a contract step.",
  },
  {
    rule: "rename-object",
    pattern: /^alter table .*\b(set schema|rename constraint)\b/,
    message: "Older versions know the old name. Rename it in a contract step.",
  },
  {
    rule: "unbatched-update",
    pattern: /^(with .*\b)?(update|delete from|merge into) /,
    message: 'It holds the locks of all its rows. Declare "-- step: batched" and add a limit.',
    steps: ["together", "alone", "concurrently"],
  },
  {
    rule: "table-lock",
    pattern:
      /^(lock |vacuum full|cluster\b|reindex (?!.*concurrently)|refresh materialized view (?!concurrently)|truncate )/,
    message: "It locks the table against the application.",
  },
  {
    rule: "disabled-trigger",
    pattern: /^alter table .*\bdisable (trigger|rule|row level security)\b/,
    message: "Other instances write meanwhile, without the trigger.",
  },
];

/** Returns the faults in a migration that squawk does not see. */
export function findFaults(text: string, { step, isContract }: Declared): Finding[] {
  let line = 1;
  const parts = text.split("--> statement-breakpoint").map((part) => {
    const statements = statementsOf(part, line);
    line += part.split("\n").length - 1;
    return statements;
  });
  const faults = parts
    .flat()
    .flatMap((statement) =>
      RULES.filter(
        ({ pattern, steps }) => pattern.test(statement.text) && (steps?.includes(step) ?? true),
      ).map(({ rule, message }) => ({ line: statement.line, rule, message })),
    );
  const isLonely = step === "alone" && parts.flat().length === 1;
  return [
    ...faults,
    ...(isLonely ? [] : enumValues(parts)),
    ...unseparated(parts),
    ...silenced(text, isContract),
  ]
    .filter(({ rule }) => !(isContract && CONTRACT_RULES.includes(rule)))
    .toSorted((a, b) => a.line - b.line);
}

/** Returns the statements of a part in lower case, on one line each, without comments, strings and bodies. */
function statementsOf(part: string, firstLine: number): Statement[] {
  const bare = blank(part);
  const found: Statement[] = [];
  let from = 0;
  for (const piece of bare.split(";")) {
    const line = firstLine + bare.slice(0, from + piece.search(/\S|$/)).split("\n").length - 1;
    const text = piece
      .replaceAll(/["\s]+/g, (run) => (/\s/.test(run) ? " " : ""))
      .trim()
      .toLowerCase();
    if (text) found.push({ text, line });
    from += piece.length + 1;
  }
  return found;
}

/** Replaces comments, strings and function bodies by spaces, and keeps line breaks. */
function blank(text: string): string {
  return text.replaceAll(/--.*$|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'/gm, (skipped) =>
    skipped.startsWith("'") ? skipped.replaceAll(/[^'\n]/g, "_") : skipped.replaceAll(/[^\n]/g, " "),
  );
}

/** Finds values that are added to an enum, which the rest of the transaction cannot use. */
function enumValues(parts: Statement[][]): Finding[] {
  return parts
    .flat()
    .filter(({ text }) => /^alter type .*\badd value\b/.test(text))
    .map(({ line }) => ({
      line,
      rule: "enum-value-in-transaction",
      message:
        'The value cannot be used in the transaction that adds it. Give it a migration with "-- step: alone".',
    }));
}

/** Finds statements that share a part: each waits for locks only as long as is left of a try, if it has its own. */
function unseparated(parts: Statement[][]): Finding[] {
  return parts.flatMap(([_, ...others]) =>
    others.map(({ line }) => ({
      line,
      rule: "statement-breakpoint",
      message: 'Write "--> statement-breakpoint" before it.',
    })),
  );
}

/** Finds comments that silence a rule on older instances in a migration that is no contract step. */
function silenced(text: string, isContract: boolean): Finding[] {
  if (isContract) return [];
  return text.split("\n").flatMap((content, index) => {
    const [, rules = ""] = /^\s*--\s*squawk-ignore(?:-file)?\b(.*)$/.exec(content) ?? [];
    const isAll = /^\s*--\s*squawk-ignore(-file)?\s*$/.test(content);
    return isAll || CONTRACT_RULES.some((rule) => rules.includes(rule))
      ? [{ line: index + 1, rule: "silenced", message: "Only a contract step may break this rule." }]
      : [];
  });
}
