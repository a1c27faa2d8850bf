import { Spark } from "@/app/_components/charts/spark";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { Change, Count, Percent, Usd } from "@/app/_components/quantity";
import { RiskMark } from "@/app/_components/risk-mark";
import { ValueBar } from "@/app/_components/value-bar";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { plainName } from "@/app/_lib/plain-name";
import type { OperatorRow } from "./operator-table";

/** The first operators of the list with their part of the network. */
export function TopOperators({ rows, networkTvsUsd }: { rows: OperatorRow[]; networkTvsUsd: number | null }) {
  const most = Math.max(0, ...rows.map((row) => row.tvsUsd ?? 0));
  return (
    <DataTable
      caption="The operators with the most value secured"
      head={
        <>
          <HeadCell>Operator</HeadCell>
          <HeadCell numeric>TVS</HeadCell>
          <HeadCell numeric priority={2}>
            Of network
          </HeadCell>
          <HeadCell numeric priority={2}>
            30 d
          </HeadCell>
          <HeadCell priority={3}>90 d</HeadCell>
          <HeadCell numeric priority={3}>
            Delegators
          </HeadCell>
          <HeadCell numeric priority={3}>
            AVSs
          </HeadCell>
          <HeadCell priority={2}>Risk</HeadCell>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.address}>
          <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
            <span className="flex min-w-0 items-center gap-2">
              <Entity
                address={row.address}
                name={row.name}
                href={`/operators/${row.address}`}
                stretched
                phoneNote={<RiskMark small level={row.riskLevel} />}
              />
              <WatchStar
                entityType="operator"
                entityId={row.address}
                name={plainName(row.name) ?? row.address}
                className="ml-auto"
              />
            </span>
          </Cell>
          <Cell numeric>
            <Usd value={row.tvsUsd} className="font-semibold" />
            <ValueBar value={row.tvsUsd} max={most} />
          </Cell>
          <Cell numeric priority={2}>
            <Percent value={row.tvsUsd !== null && networkTvsUsd ? row.tvsUsd / networkTvsUsd : null} />
          </Cell>
          <Cell numeric priority={2}>
            <Change value={row.tvsChange30dRatio} arrow={false} />
          </Cell>
          <Cell priority={3}>
            <Spark values={row.tvsTrendUsd ?? []} label="Value secured over 90 days" />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.delegatorCount} />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.avsCount} />
          </Cell>
          <Cell priority={2}>
            <RiskMark level={row.riskLevel} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
