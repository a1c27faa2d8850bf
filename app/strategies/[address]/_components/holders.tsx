import { Gate } from "@/app/_components/account/gate";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { List } from "@/app/_components/tables/list";
import { Empty } from "@/app/_components/ui/empty";
import { allowed, api } from "@/app/_trpc/server";
import type { RouterOutputs } from "@/server/trpc/router";
import { hrefWith, type StrategyPageState, toHoldersInput, toOperatorsInput } from "../search-params";
import { HolderTable } from "./holder-table";

type HoldersProps = {
  strategy: RouterOutputs["analytics"]["strategies"]["overview"];
  state: StrategyPageState;
};

/** Renders a page of the operators that hold a strategy, and what a higher tier would add. */
export async function Holders({ strategy: { address, decimals }, state }: HoldersProps) {
  const whole = await allowed("strategyHolders");
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
        <HolderTable
          rows={list.rows}
          decimals={decimals}
          order={{ sort: input.sort, dir: input.dir, hrefFor: href }}
        />
      </List>
      <Gate feature="strategyHolders" title="More of every holder">
        {null}
      </Gate>
    </section>
  );
}
