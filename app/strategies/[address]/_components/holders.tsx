import { Gate } from "@/app/_components/account/gate";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { List } from "@/app/_components/tables/list";
import { Table } from "@/app/_components/tables/table";
import { Empty } from "@/app/_components/ui/empty";
import { api, viewerMayUse } from "@/app/_trpc/server";
import type { RouterOutputs } from "@/server/trpc/router";
import { HOLDER_LIST } from "../holders-list";
import { hrefWith, type StrategyPageState, toHoldersInput, toOperatorsInput } from "../search-params";

type HoldersProps = {
  strategy: RouterOutputs["analytics"]["strategies"]["overview"];
  state: StrategyPageState;
};

/** Renders a page of the operators that hold a strategy, and what a higher tier would add. */
export async function Holders({ strategy: { address, decimals }, state }: HoldersProps) {
  const mayUse = await viewerMayUse();
  const whole = mayUse("strategyHolders");
  const input = whole ? toHoldersInput(address, state) : toOperatorsInput(address, state);
  const list = whole
    ? await api.analytics.strategies.holders(toHoldersInput(address, state))
    : await api.analytics.strategies.operators(toOperatorsInput(address, state));
  const href = (change: Partial<StrategyPageState>) => hrefWith(address, state, { page: 1, ...change });
  const csv = csvHref("strategy-operators", href({}), { strategy: address });
  return (
    <section id="operators" className="grid gap-4">
      <List
        rows={list.rows}
        total={list.total}
        page={input.page}
        perPage={input.perPage}
        nouns={["operator", "operators"]}
        hrefFor={href}
        title="Operators that hold it"
        action={<CsvButton small of="operators that hold it" href={csv} />}
        empty={<Empty title="No operator is known to hold it" />}
      >
        <Table
          caption="Operators that hold it"
          columns={tableOf(HOLDER_LIST, mayUse)}
          rows={list.rows.map((row) => ({ ...row, decimals }))}
          rowKey={(row) => row.address}
          order={{ sort: input.sort, dir: input.dir, hrefFor: href }}
        />
      </List>
      <Gate feature="strategyHolders" title="More of every holder">
        {null}
      </Gate>
    </section>
  );
}
