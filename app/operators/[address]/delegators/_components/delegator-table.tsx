import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Modelled } from "@/app/_components/demo/demo";
import { nameOf } from "@/app/_components/entity/plain-name";
import { FilterBar } from "@/app/_components/filters/filter-bar";
import { sortChoicesOf, tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { List } from "@/app/_components/tables/list";
import { narrowingOf } from "@/app/_components/tables/listing";
import { Table } from "@/app/_components/tables/table";
import { api, ifRead } from "@/app/_trpc/server";
import { DELEGATOR_LIST } from "../list";
import { DELEGATOR_LISTING, type DelegatorState, delegatorsHref, toDelegatorInput } from "../search-params";

/** Lists the stakers who delegate now, filtered, sorted and paged. Rendered only inside a gate. */
export async function DelegatorTable({ address, state }: { address: string; state: DelegatorState }) {
  const input = toDelegatorInput(address, state);
  const [found, held] = await Promise.all([
    ifRead(api.analytics.operators.delegators.list(input)),
    api.analytics.operators.strategies.list({ address }),
  ]);
  if (found === null) return <Unread title="Delegators" />;
  const { rows, total } = found;
  const csv = csvHref("delegators", delegatorsHref(address, state, {}), { operator: address });
  const hrefFor = (change: Partial<DelegatorState>) => delegatorsHref(address, state, change);
  return (
    <section aria-label="Every delegator" className="min-w-0">
      <FilterBar
        listing={DELEGATOR_LISTING}
        sorts={sortChoicesOf(DELEGATOR_LIST)}
        choices={{
          strategy: held.flatMap(({ address, symbol, delegatorCount }) =>
            delegatorCount ? [{ value: address, label: nameOf(symbol, address), count: delegatorCount }] : [],
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
          <Table
            caption="Delegators of this operator"
            columns={tableOf(DELEGATOR_LIST)}
            rows={rows.map((row) => ({ ...row, isItself: row.address === address }))}
            rowKey={(row) => row.address}
            order={{ ...state, hrefFor }}
          />
        </List>
      </FilterBar>
    </section>
  );
}
