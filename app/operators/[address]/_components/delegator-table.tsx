import Link from "next/link";
import { Card } from "@/app/_components/card";
import { type Column, ColumnHead } from "@/app/_components/column-head";
import { CsvButton } from "@/app/_components/csv-button";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Empty } from "@/app/_components/empty";
import { Identicon } from "@/app/_components/identicon";
import { Pager } from "@/app/_components/pager";
import { Count, Percent, Usd } from "@/app/_components/quantity";
import { Time } from "@/app/_components/time";
import { buttonClass } from "@/app/_components/ui/button";
import { ValueBar } from "@/app/_components/value-bar";
import { checksumAddress } from "@/app/_lib/address";
import { shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { api } from "@/app/_trpc/server";
import { type DelegatorState, delegatorsHref, toDelegatorInput } from "../delegators/search-params";
import { DelegatorFilters } from "./delegator-filters";

const ADDRESS = { key: "address", label: "Delegator", first: "asc" } as const;
const VALUE = { key: "value", label: "Value", first: "desc", numeric: true, metric: "tvs" } as const;
const MORE: Column<DelegatorState["sort"]>[] = [
  { key: "strategies", label: "Assets", first: "desc", numeric: true },
  { key: "since", label: "Since", first: "desc", numeric: true, priority: 2 },
];

/** The stakers who delegate now, filtered, sorted and paged. Only rendered for those who may see them. */
export async function DelegatorTable({ address, state }: { address: string; state: DelegatorState }) {
  const input = toDelegatorInput(address, state);
  const [{ rows, total }, held] = await Promise.all([
    api.analytics.operators.delegators.list(input),
    api.analytics.operators.strategies.list({ address }),
  ]);
  const most = Math.max(0, ...rows.map((row) => row.valueUsd ?? 0));
  const csv = delegatorsHref(address, state, {}).replace(
    /^[^?]*\??/,
    `/api/csv/delegators?operator=${address}&`,
  );
  const head = (column: Column<DelegatorState["sort"]>) => (
    <ColumnHead
      key={column.key}
      column={column}
      sort={state.sort}
      dir={state.dir}
      hrefFor={(change) => delegatorsHref(address, state, change)}
    />
  );
  return (
    <section aria-label="Every delegator" className="min-w-0">
      <DelegatorFilters
        assets={held
          .filter((strategy) => strategy.delegatorCount > 0)
          .map((strategy) => ({
            address: strategy.address,
            label: plainName(strategy.symbol) ?? shortenAddress(strategy.address),
            count: strategy.delegatorCount,
          }))}
        sorts={[VALUE, ADDRESS, ...MORE].map(({ key, label, first }) => ({ key, label, first }))}
      >
        <Card flush title="Delegators" action={<CsvButton href={csv} />}>
          {rows.length === 0 ? (
            <Empty
              title={total > 0 ? "There is no such page" : "No delegator passes all of this"}
              action={
                <Link href={`/operators/${address}/delegators`} className={buttonClass()}>
                  Clear filters
                </Link>
              }
            >
              {total > 0 ? "The list ends before it." : "Take a filter off, or search for fewer letters."}
            </Empty>
          ) : (
            <DataTable
              caption="Delegators of this operator"
              head={
                <>
                  {head(ADDRESS)}
                  {head(VALUE)}
                  <HeadCell numeric priority={2}>
                    Share
                  </HeadCell>
                  {MORE.map(head)}
                </>
              }
            >
              {rows.map((row) => (
                <Row key={row.address}>
                  <Cell className="w-full max-w-0 min-w-32">
                    <Link
                      href={`/stakers/${row.address}`}
                      prefetch={false}
                      className="flex items-center gap-2.5 after:absolute after:inset-0 hover:underline"
                      title={checksumAddress(row.address)}
                    >
                      <Identicon address={row.address} />
                      <span className="truncate font-mono text-sm">
                        {shortenAddress(checksumAddress(row.address))}
                      </span>
                    </Link>
                  </Cell>
                  <Cell numeric>
                    <Usd value={row.valueUsd} className="font-semibold" />
                    <ValueBar value={row.valueUsd} max={most} />
                  </Cell>
                  <Cell numeric priority={2} className="text-dim">
                    <Percent value={row.shareRatio} />
                  </Cell>
                  <Cell numeric>
                    <Count value={row.strategyCount} />
                    <span className="block max-w-52 truncate text-2xs text-dim max-sm:max-w-24">
                      {row.symbols?.map((symbol) => plainName(symbol) ?? "unnamed").join(", ")}
                    </span>
                  </Cell>
                  <Cell numeric priority={2}>
                    <Time at={row.delegatedAt} show="day" className="whitespace-nowrap" />
                  </Cell>
                </Row>
              ))}
            </DataTable>
          )}
        </Card>
        <Pager
          page={input.page}
          perPage={input.perPage}
          total={total}
          noun={total === 1 ? "delegator" : "delegators"}
          hrefForPage={(page) => delegatorsHref(address, state, { page })}
          hrefForPerPage={(rows) => delegatorsHref(address, state, { rows })}
        />
      </DelegatorFilters>
    </section>
  );
}
