import { sql } from "drizzle-orm";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import { type Paging, pageOf } from "../listing";
import { beginning, type Present, untilOf } from "../present";
import { eventColumns, eventOrder, toldEvents } from "./event-columns";
import { ACTIVITY_KINDS, type ActivityKind, EVENTS, type Whose } from "./events";

interface Page extends Omit<Paging, "dir"> {
  /** All kinds if none is chosen. */
  kinds?: ActivityKind[];
}

/**
 * Returns one page of an operator's events, newest first, and the number of events of each kind; columns as `EVENT`
 * describes them. Units: basis points, ratios 0..1, block numbers, UTC instants. Sources: the tables of `EVENTS`.
 */
export const listOperatorActivity = cachedPerRun(
  "listOperatorActivity",
  async (db: AnalyticsDb, operator: string, present: Present, { kinds, ...paging }: Page) => {
    const isTold = sql`e.at between ${beginning} and ${untilOf(present)}`;
    const whose: Whose = (column) => sql`${column} = ${operator}`;
    const chosen = ACTIVITY_KINDS.filter((kind) => !kinds?.length || kinds.includes(kind));
    const place = paging.bookmark?.place ?? paging.after;
    const isPlaced = paging.bookmark !== undefined || paging.after !== undefined;
    const reach = isPlaced ? paging.perPage : paging.page * paging.perPage;
    const branches = chosen.map((kind) => {
      const { by, behind } = eventOrder(sql.raw(`'${kind}'`));
      return sql`(select ${sql.raw(`'${kind}'`)}::text as kind, e.* from (${EVENTS[kind](whose, present)}) e
      where ${isTold} and ${place ? behind(place) : sql`true`} order by ${sql.join(by, sql`, `)} limit ${reach})`;
    });
    const tallies = ACTIVITY_KINDS.map(
      (kind) =>
        sql`(select ${sql.raw(`'${kind}'`)} as kind, count(*) as tally from (${EVENTS[kind](whose, present)}) e where ${isTold})`,
    );
    const page = pageOf(
      (_, aside) =>
        db
          .select({
            kind: sql<ActivityKind>`e.kind`,
            ...eventColumns,
            ...aside,
          })
          .from(sql`(${sql.join(branches, sql` union all `)}) e`)
          .$dynamic(),
      Promise.resolve([]),
      eventOrder(sql`e.kind`),
      paging,
    );
    const [{ rows, next }, counts] = await Promise.all([
      page,
      paging.bookmark?.place
        ? []
        : db
            .select({ kind: sql<ActivityKind>`t.kind`, eventCount: sql`t.tally`.mapWith(Number) })
            .from(sql`(${sql.join(tallies, sql` union all `)}) t`),
    ]);
    const total = counts
      .filter(({ kind }) => chosen.includes(kind))
      .reduce((sum, { eventCount }) => sum + eventCount, 0);
    return { rows: toldEvents(rows), total, counts, next };
  },
);
