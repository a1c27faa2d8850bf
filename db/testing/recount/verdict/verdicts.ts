import postgres from "postgres";
import { exposureOf, readAllocations, readNow, whenInEffect } from "../allocations";
import { readPositions, readPrices } from "../positions";
import { readSlashes } from "../slashes";
import { readDelays, readLastActs, readUpperBounds, timeAt } from "./clocks";
import { isOnlyBurned, knownSets } from "./known-sets";
import { type LostRecount, readLost } from "./lost";
import { type OwnSetRecount, readOwnSets } from "./own-sets";

/** The six gates of one operator, judged again from the tables. `null` is not known. */
export interface VerdictRecount {
  word: string;
  answered: number;
  passes: Record<"slashed" | "ownSets" | "exit" | "acts" | "worstAvs" | "coverage", boolean | null>;
  lost: LostRecount | null;
  ownSets: OwnSetRecount[];
  delayBlocks: number | null;
  upperBoundBlocks: number | null;
  isCaution: boolean;
  quietDays: number | null;
  /** The largest part of its value that one AVS can slash, now and once announced changes are in effect. */
  worstNow: number;
  worstAnnounced: number;
  historyDays: number | null;
}

const LEAVING_BLOCKS = 100_800;
const DAY_MS = 86_400_000;

/** Returns the verdict of every operator, from the tables at `url`. It shares no code with the gates. */
export async function recountVerdicts(url: string): Promise<Map<string, VerdictRecount>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const positions = await readPositions(sql, await readSlashes(sql), await readPrices(sql));
    const now = await readNow(sql);
    const present = await timeAt(sql, now);
    const lost = await readLost(sql);
    const delays = await readDelays(sql);
    const acts = await readLastActs(sql);
    const bounds = await readUpperBounds(sql, (set) => knownSets.get(set)?.createdBlock);
    const [mark] = await sql<{ fictional: string[] }[]>`
      select array(select jsonb_array_elements_text(run_metadata::jsonb -> 'fictional' -> 'operators')) as fictional
      from pipeline_checkpoints`;
    const examples = new Set(mark?.fictional);
    const secured = await sql<{ operator: string }[]>`
      select distinct operator_id as operator from operator_avs_relationships where current_status = 'REGISTERED'
      union select operator_id from operator_allocations where magnitude > 0 and effect_block <= ${now.block}`;
    const isSecuring = new Set(secured.map(({ operator }) => operator));
    const first = await sql<{ operator: string; at: Date | null; unmeasured: number }[]>`
      select s.operator_id as operator, s.first_activity_at at time zone 'UTC' as at,
        (select count(*) from operator_strategy_state m where m.operator_id = s.operator_id
          and m.max_magnitude_updated_block is not null and m.max_magnitude is null)::int as unmeasured
      from operator_state s`;
    const values = new Map<string, { usd: number; lstUsd: number; unpriced: number }>();
    for (const [pair, { operator, usd }] of positions) {
      const one = values.get(operator) ?? { usd: 0, lstUsd: 0, unpriced: 0 };
      values.set(operator, one);
      one.usd += usd ?? 0;
      if (usd === null) one.unpriced++;
      if (!isOnlyBurned(pair.slice(operator.length + 1))) one.lstUsd += usd ?? 0;
    }
    const slashing = new Map<string, Set<string>>();
    const can = new Map<string, number>();
    const parts = new Map<string, { now: Map<string, number>; announced: Map<string, number> }>();
    for (const row of await readAllocations(sql)) {
      const usd = positions.get(`${row.operator}-${row.strategy}`)?.usd ?? 0;
      const today = exposureOf(row, usd, now).slashableUpToUsd;
      const later = exposureOf(row, usd, whenInEffect(row, now)).slashableUpToUsd;
      const one = parts.get(row.operator) ?? { now: new Map(), announced: new Map() };
      parts.set(row.operator, one);
      one.now.set(row.avs, (one.now.get(row.avs) ?? 0) + today);
      one.announced.set(row.avs, (one.announced.get(row.avs) ?? 0) + later);
      // A set that can slash only once an announced change counts is asked about as well.
      if (today > 0 || later > 0)
        slashing.set(row.operator, (slashing.get(row.operator) ?? new Set()).add(row.set));
      if (today > 0) {
        const key = `${row.operator} ${row.set}`;
        can.set(key, (can.get(key) ?? 0) + today);
      }
    }
    const did = await sql<{ operator: string; set: string }[]>`
      select distinct operator_id as operator, operator_set_id as set from operator_slashing_incidents`;
    for (const { operator, set } of did)
      slashing.set(operator, (slashing.get(operator) ?? new Set()).add(set));
    const own = await readOwnSets(sql, slashing);
    return new Map(
      first.map(({ operator, at, unmeasured }) => {
        const value = values.get(operator) ?? { usd: 0, lstUsd: 0, unpriced: 0 };
        const share = (usd: number | undefined) => (value.usd > 0 ? (usd ?? 0) / value.usd : 0);
        const days = (since: Date | null | undefined) =>
          since ? Math.floor((present.getTime() - since.getTime()) / DAY_MS) : null;
        const exposure = parts.get(operator);
        return [
          operator,
          judge({
            isReal: !examples.has(operator),
            lost: lost.get(operator) ?? null,
            ownSets: own.get(operator) ?? [],
            partOf: (set) => share(can.get(`${operator} ${set}`)),
            recipientOf: (set) => knownSets.get(set)?.redistributionRecipient ?? null,
            delayBlocks: delays.get(operator) ?? null,
            upperBoundBlocks: bounds.get(operator) ?? null,
            hasStake: value.usd > 0 || value.unpriced > 0,
            lstRatio: share(value.lstUsd),
            quietDays: days(acts.get(operator)),
            isSecuring: isSecuring.has(operator),
            worstNow: share(Math.max(0, ...(exposure?.now.values() ?? []))),
            worstAnnounced: share(Math.max(0, ...(exposure?.announced.values() ?? []))),
            historyDays: days(at),
            isUnmeasured: unmeasured > 0 || (value.unpriced > 0 && value.usd === 0),
          }),
        ];
      }),
    );
  } finally {
    await sql.end();
  }
}

interface Found {
  isReal: boolean;
  lost: LostRecount | null;
  ownSets: OwnSetRecount[];
  partOf: (set: string) => number;
  recipientOf: (set: string) => string | null;
  delayBlocks: number | null;
  upperBoundBlocks: number | null;
  hasStake: boolean;
  lstRatio: number;
  quietDays: number | null;
  isSecuring: boolean;
  worstNow: number;
  worstAnnounced: number;
  historyDays: number | null;
  isUnmeasured: boolean;
}

/** Returns the verdict on one operator, judged by the text of the six questions and not by the gates' code. */
function judge(found: Found): VerdictRecount {
  const { isReal, lost, ownSets, delayBlocks, lstRatio, hasStake, quietDays } = found;
  const strong = ownSets.filter(({ set, isOwn }) => isOwn && found.partOf(set) >= 0.1);
  const ownRedistributing = strong.some(({ set }) => found.recipientOf(set) !== null);
  const isShort = delayBlocks === null ? null : delayBlocks < LEAVING_BLOCKS;
  const exit = (() => {
    if (ownRedistributing) return false;
    if (isShort === null) return null;
    if (!hasStake) return true;
    // Stake that cannot be redistributed does not fail, however short the delay is.
    return lstRatio < 0.1 || !isShort;
  })();
  const passes: VerdictRecount["passes"] = {
    slashed: lost === null,
    ownSets: !ownSets.some(({ isOwn }) => isOwn),
    exit: isReal ? null : exit,
    acts: isReal ? null : quietDays === null ? null : found.isSecuring || !hasStake || quietDays < 365,
    worstAvs: isReal ? null : Math.max(found.worstNow, found.worstAnnounced) <= 0.5,
    coverage: found.historyDays !== null && found.historyDays >= 30 && !found.isUnmeasured,
  };
  const word =
    lost?.isMostLost === true
      ? lost.outcome === "redistributed"
        ? "stake-redistributed"
        : "stake-burned"
      : passes.exit === false
        ? "slashable-before-leaving"
        : lost
          ? "was-slashed"
          : passes.worstAvs === false || (!isReal && strong.length > 0)
            ? "exposed"
            : !passes.coverage
              ? "not-enough-known"
              : passes.acts === false
                ? "silent"
                : "no-red-flag";
  return {
    word,
    answered: Object.values(passes).filter((answer) => answer !== null).length,
    passes,
    lost,
    ownSets,
    delayBlocks,
    upperBoundBlocks: found.upperBoundBlocks,
    isCaution: !isReal && hasStake && isShort === true && lstRatio < 0.1 && !ownRedistributing,
    quietDays,
    worstNow: found.worstNow,
    worstAnnounced: found.worstAnnounced,
    historyDays: found.historyDays,
  };
}
