import { Card } from "@/app/_components/card";
import { CsvButton } from "@/app/_components/csv-button";
import { Empty } from "@/app/_components/empty";
import { Gate } from "@/app/_components/gate";
import { Pager } from "@/app/_components/pager";
import { allowed, api } from "@/app/_trpc/server";
import type { RouterOutputs } from "@/server/router";
import { hrefWith, type StrategyPageState, toHoldersInput, toOperatorsInput } from "../search-params";
import { HolderTable } from "./holder-table";

type HoldersProps = {
  strategy: RouterOutputs["analytics"]["strategies"]["overview"];
  state: StrategyPageState;
};

/** A page of the operators that hold a strategy, and what more there is to know of them for those who may not see it. */
export async function Holders({ strategy: { address, decimals }, state }: HoldersProps) {
  const whole = await allowed("strategyHolders");
  const input = whole ? toHoldersInput(address, state) : toOperatorsInput(address, state);
  const list = whole
    ? await api.analytics.strategies.holders(toHoldersInput(address, state))
    : await api.analytics.strategies.operators(toOperatorsInput(address, state));
  const href = (change: Partial<StrategyPageState>) => hrefWith(address, state, { page: 1, ...change });
  const csv = href({}).replace(/^[^?]*\??/, `/api/csv/strategy-operators?strategy=${address}&`);
  return (
    <section id="operators" className="grid gap-4">
      <div>
        <Card flush title="Operators that hold it" action={<CsvButton href={csv} />}>
          {list.rows.length > 0 ? (
            <HolderTable
              rows={list.rows}
              decimals={decimals}
              sort={input.sort}
              dir={input.dir}
              hrefFor={href}
            />
          ) : (
            <Empty title={list.total > 0 ? "There is no such page" : "No operator holds it now"} />
          )}
        </Card>
        {(list.total > input.perPage || input.page > 1) && (
          <Pager
            page={input.page}
            perPage={input.perPage}
            total={list.total}
            noun={list.total === 1 ? "operator" : "operators"}
            hrefForPage={(page) => href({ page })}
            hrefForPerPage={(rows) => href({ rows })}
          />
        )}
      </div>
      <Gate feature="strategyHolders" title="More of every holder">
        {null}
      </Gate>
    </section>
  );
}
