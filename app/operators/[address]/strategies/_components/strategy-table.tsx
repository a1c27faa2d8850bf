import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { api } from "@/app/_trpc/server";
import { OPERATOR_STRATEGY_LIST } from "../list";
import { type StrategyState, strategiesHref } from "../search-params";

/** Lists every strategy that an operator holds. Rendered only inside a gate. */
export async function StrategyTable({ address, state }: { address: string; state: StrategyState }) {
  const rows = await api.analytics.operators.strategies.list({ address, ...state });
  if (rows.length === 0)
    return (
      <Card>
        <Empty title="No strategy of it is known">The pipeline has read no stake delegated to it.</Empty>
      </Card>
    );
  return (
    <Card
      flush
      title="Every strategy"
      action={
        <CsvButton
          small
          of="strategies"
          href={csvHref("operator-strategies", strategiesHref(address, state), { operator: address })}
        />
      }
    >
      <Table
        caption="Strategies of this operator"
        columns={tableOf(OPERATOR_STRATEGY_LIST)}
        rows={rows}
        rowKey={(row) => row.address}
        order={{ ...state, hrefFor: (change) => strategiesHref(address, { ...state, ...change }) }}
      />
    </Card>
  );
}
