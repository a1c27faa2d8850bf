import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Modelled } from "@/app/_components/demo/demo";
import { Identicon } from "@/app/_components/entity/identicon";
import { nameOf, plainName } from "@/app/_components/entity/plain-name";
import { checksumAddress, shortAddress } from "@/app/_components/entity/short-address";
import { FilterBar } from "@/app/_components/filters/filter-bar";
import { Link } from "@/app/_components/navigation/link";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, type Column, DataTable, Row, sortsOf } from "@/app/_components/tables/data-table";
import { List } from "@/app/_components/tables/list";
import { narrowingOf } from "@/app/_components/tables/listing";
import { Badge } from "@/app/_components/ui/badge";
import { Count, Percent } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { ValueCell } from "@/app/_components/values/value-bar";
import { api, ifRead } from "@/app/_trpc/server";
import { DELEGATOR_LISTING, type DelegatorState, delegatorsHref, toDelegatorInput } from "../search-params";

const COLUMNS: Column<DelegatorState["sort"]>[] = [
  { key: "address", label: "Delegator" },
  { key: "value", label: "Value", numeric: true, metric: "tvs" },
  { label: "Share", numeric: true, priority: 2 },
  { key: "strategies", label: "Strategies", numeric: true },
  { key: "since", label: "Since", numeric: true, priority: 2 },
];

/** The stakers who delegate now, filtered, sorted and paged. Only rendered for those who may see them. */
export async function DelegatorTable({ address, state }: { address: string; state: DelegatorState }) {
  const input = toDelegatorInput(address, state);
  const [found, held] = await Promise.all([
    ifRead(api.analytics.operators.delegators.list(input)),
    api.analytics.operators.strategies.list({ address }),
  ]);
  if (found === null) return <Unread title="Delegators" />;
  const { rows, total } = found;
  const most = Math.max(0, ...rows.map((row) => row.valueUsd ?? 0));
  const csv = csvHref("delegators", delegatorsHref(address, state, {}), { operator: address });
  const hrefFor = (change: Partial<DelegatorState>) => delegatorsHref(address, state, change);
  return (
    <section aria-label="Every delegator" className="min-w-0">
      <FilterBar
        listing={DELEGATOR_LISTING}
        sorts={sortsOf(COLUMNS)}
        choices={{
          strategy: held.flatMap(({ address, symbol, delegatorCount }) =>
            delegatorCount ? [{ address, label: nameOf(symbol, address), count: delegatorCount }] : [],
          ),
        }}
      >
        <List
          rows={rows}
          total={total}
          page={input.page}
          perPage={input.perPage}
          nouns={["delegator", "delegators"]}
          hrefFor={hrefFor}
          clearHref={`/operators/${address}/delegators`}
          narrowing={narrowingOf(DELEGATOR_LISTING, state)}
          title={
            <>
              Delegators <Modelled table="operator_delegators" />
              <OtherRun of="operators.delegators.list" />
            </>
          }
          action={<CsvButton small of="delegators" href={csv} />}
        >
          <DataTable caption="Delegators of this operator" columns={COLUMNS} order={{ ...state, hrefFor }}>
            {rows.map((row) => (
              <Row key={row.address}>
                <Cell className="w-full max-w-0 min-w-43">
                  <Link
                    href={`/stakers/${row.address}`}
                    prefetch={false}
                    className="flex items-center gap-2.5 after:absolute after:inset-0 hover:underline"
                    title={checksumAddress(row.address)}
                  >
                    <Identicon address={row.address} />
                    <span className="truncate font-mono text-sm">{shortAddress(row.address)}</span>
                    {row.address === address && <Badge>Itself</Badge>}
                  </Link>
                </Cell>
                <ValueCell
                  value={row.valueUsd}
                  of={{ isTvsUpperBound: row.isUpperBound, unpricedCount: row.unknownCount }}
                  max={most}
                />
                <Cell numeric priority={2} className="text-dim">
                  <Percent value={row.shareRatio} />
                </Cell>
                <Cell numeric>
                  <Count value={row.strategyCount} />
                  <span className="block max-w-52 truncate text-2xs text-dim max-sm:max-w-16">
                    {row.symbols?.map((symbol) => plainName(symbol) ?? "unnamed").join(", ")}
                  </span>
                </Cell>
                <Cell numeric priority={2}>
                  <Time at={row.delegatedAt} show="day" className="whitespace-nowrap" />
                </Cell>
              </Row>
            ))}
          </DataTable>
        </List>
      </FilterBar>
    </section>
  );
}
