import { OperatorEntity } from "@/app/_components/entity/entity";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Time } from "@/app/_components/values/time";
import { Transaction } from "@/app/_components/values/transaction";
import type { RouterOutputs } from "@/server/trpc/router";

type Delegation = RouterOutputs["analytics"]["stakers"]["detail"]["delegations"][number];

const WORDS: Record<string, string> = {
  DELEGATED: "Delegated to",
  UNDELEGATED: "Left",
  FORCE_UNDELEGATED: "Was sent away by",
};

/** Every delegation and its end, the newest first. */
export function DelegationTable({ delegations }: { delegations: Delegation[] }) {
  return (
    <DataTable
      caption="Delegation history"
      columns={[
        { label: "When" },
        { label: "What", priority: 2 },
        { label: "Operator" },
        { label: "Transaction", priority: 3 },
      ]}
    >
      {delegations.map((row) => (
        <Row key={`${row.blockNumber}-${row.operator}-${row.kind}-${row.transaction}`}>
          <Cell className="whitespace-nowrap">
            <Time at={row.happenedAt} show="day" />
            <span className="block text-xs text-dim sm:hidden">{WORDS[row.kind] ?? row.kind}</span>
          </Cell>
          <Cell priority={2} className="whitespace-nowrap">
            {WORDS[row.kind] ?? row.kind}
          </Cell>
          <Cell className="w-full max-w-0 min-w-32">
            <OperatorEntity address={row.operator} name={row.operatorName} stretched />
          </Cell>
          <Cell priority={3}>
            <Transaction hash={row.transaction} table="operator_delegator_history" />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
