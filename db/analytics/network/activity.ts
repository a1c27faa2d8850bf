import { type SQL, sql } from "drizzle-orm";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import { type Paging, pageOf } from "../listing";
import { operatorName } from "../names";
import { eventColumns, eventOrder, toldEvents } from "../operators/event-columns";
import { type ActivityKind, EVENTS } from "../operators/events";
import { beginning, nowOf, type Present, untilOf } from "../present";

export const NETWORK_EVENTS = ["slashing", "registered", "joined", "left", "commission"] as const;
export type NetworkEvent = (typeof NETWORK_EVENTS)[number];

/**
 * For each event of the network, the kind of an operator's events that it belongs to, and a condition on that kind.
 */
const SOURCES: Record<NetworkEvent, { kind: ActivityKind; which?: SQL }> = {
  slashing: { kind: "slashing" },
  registered: { kind: "registration", which: sql`e.type = 'REGISTERED'` },
  joined: { kind: "avs", which: sql`e.type = 'REGISTERED'` },
  left: { kind: "avs", which: sql`e.type <> 'REGISTERED'` },
  commission: { kind: "commission" },
};
const anyone = () => sql`true`;

/** Returns the order of the network's events; at one time and block, each event of an operator has its own place. */
const orderOf = (event: SQL) => eventOrder(sql`${event} || ' ' || e.operator`);

/**
 * Returns one page of the events of these kinds over the whole network, each once, newest first. Figures that a kind
 * does not have are `null`; a commission without AVS and set is the operator's own. Names are self-declared. Units: basis
 * points, UTC instants. Sources: `SOURCES`, operator_metadata, avs_metadata.
 */
export const listNetworkActivity = cachedPerRun(
  "listNetworkActivity",
  async (db: AnalyticsDb, present: Present, kinds: readonly NetworkEvent[], paging: Omit<Paging, "dir">) => {
    const { page, perPage, after } = paging;
    const reach = after === undefined ? page * perPage : perPage;
    const branches = [...new Set(kinds)].map((event) => {
      const { kind, which = sql`true` } = SOURCES[event];
      const { by, behind } = orderOf(sql.raw(`'${event}'`));
      return sql`(select ${event}::text as event, ${kind}::text as kind, e.* from (${EVENTS[kind](anyone, present)}) e
        where e.at between ${beginning} and ${untilOf(present)} and ${which} and ${after ? behind(after) : sql`true`}
        order by ${sql.join(by, sql`, `)} limit ${reach})`;
    });
    const { rows, next } = await pageOf(
      (_, aside) =>
        db
          .select({
            event: sql<NetworkEvent>`e.event`,
            kind: sql<ActivityKind>`e.kind`,
            ...eventColumns,
            operator: sql<string>`e.operator`,
            operatorName: operatorName(sql`e.operator`),
            /** `null` if the time of the data is not known. */
            isPending: sql<
              boolean | null
            >`case when e.effect_at is null then false else e.effect_at > ${nowOf(present)} end`,
            ...aside,
          })
          .from(sql`(${sql.join(branches, sql` union all `)}) e`)
          .$dynamic(),
      Promise.resolve([]),
      orderOf(sql`e.event`),
      paging,
    );
    const told = toldEvents(rows).map(
      ({ event, at, operator, operatorName, avs, avsName, setNumber, ...row }) => ({
        kind: event,
        at,
        operator,
        operatorName,
        avs,
        avsName,
        setNumber,
        oldBps: row.fromBps,
        newBps: row.toBps,
        activatedAt: row.effectAt,
        isPending: row.effectAt === null && row.isPending ? null : row.isPending,
        transactionHash: row.transactionHash,
        key: [event, row.block, operator, row.key].join("-"),
      }),
    );
    return { rows: told, next };
  },
);
