import { LeftOut } from "@/app/_components/certainty/left-out";
import { Entity } from "@/app/_components/entity/entity";
import { plainName } from "@/app/_components/entity/plain-name";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Part, Usd } from "@/app/_components/values/quantity";
import { ValueBar } from "@/app/_components/values/value-bar";
import type { RouterOutputs } from "@/server/trpc/router";

type Exposure = RouterOutputs["analytics"]["stakers"]["detail"]["exposure"][number];

/** Lists the largest part of a stake that each operator set could slash. */
export function ExposureTable({ exposure }: { exposure: Exposure[] }) {
  const most = Math.max(0, ...exposure.map((row) => row.exposedUsd ?? 0));
  return (
    <DataTable
      caption="Exposure by AVS and operator set"
      columns={[
        { label: "AVS" },
        { label: "Operator set", priority: 2 },
        { label: "Strategies", priority: 3 },
        { label: "Of priced stake", numeric: true, priority: 2 },
        { label: "Could take", numeric: true },
      ]}
    >
      {exposure.map((row) => (
        <Row key={`${row.avs}-${row.setNumber}`}>
          <Cell className="w-full max-w-0 min-w-32">
            <Entity
              address={row.avs}
              name={row.avsName}
              href={`/avs/${row.avs}`}
              stretched
              phoneNote={<span className="text-xs text-dim">set {row.setNumber}</span>}
            />
          </Cell>
          <Cell priority={2}>{row.setNumber}</Cell>
          <Cell priority={3} className="max-w-48 truncate text-dim">
            {row.symbols
              .map((symbol) => plainName(symbol))
              .filter((symbol) => symbol !== null)
              .join(", ")}
          </Cell>
          <Cell numeric priority={2}>
            <Part value={row.ofStakeRatio} />
          </Cell>
          <Cell numeric>
            <Usd
              value={row.exposedUsd}
              of={{ isTvsUpperBound: row.isUpperBound, isUpTo: row.isUpTo }}
              className="font-semibold"
            />
            <LeftOut of={row.exposedUsd} count={row.unknownCount} />
            <ValueBar value={row.exposedUsd} max={most} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
