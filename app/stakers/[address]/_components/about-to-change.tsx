import { nameOf } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Link } from "@/app/_components/navigation/link";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Card } from "@/app/_components/ui/card";
import { CommissionScope } from "@/app/_components/values/commission-scope";
import { Bps, Count, Counted, Part, Percent, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { nounOf } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Whole = RouterOutputs["analytics"]["stakers"]["detail"];
type Coming = NonNullable<Whole["coming"]>;

/** Lists announced changes of the stake's operator, and the worst case once they are in effect. */
export function AboutToChange({ staker }: { staker: Whole }) {
  const { coming } = staker;
  if (!coming) return null;
  const { allocations, commissions, otherCount } = coming;
  const others = otherCount > 0 && (
    <>
      <Counted value={otherCount} one="pending allocation" /> of its operator{" "}
      {nounOf(otherCount, "is", "are")} of other strategies.
    </>
  );
  if (allocations.length + commissions.length === 0)
    return (
      <Card title="About to change">
        <p className="text-dim">
          No announced change of its operator's commission, nor of what it allocates of these strategies, is
          known. {others}
        </p>
      </Card>
    );
  return (
    <Card
      flush
      title="About to change"
      action={
        <Link href={`/operators/${staker.operator}/allocations`} className="text-accent hover:underline">
          Its operator's allocations
        </Link>
      }
    >
      {allocations.length > 0 && staker.worst && coming.worst && (
        <WorstCaseThen now={staker.worst} then={coming.worst} />
      )}
      <Changes coming={coming} />
      {others && <p className="border-t px-4 py-3 text-sm text-dim md:px-4.5">{others}</p>}
    </Card>
  );
}

function WorstCaseThen({ now, then }: Record<"now" | "then", NonNullable<Whole["worst"]>>) {
  return (
    <div className="px-4 pb-2 md:px-4.5">
      <p className="text-xl font-semibold tracking-tight">
        <Usd value={then.exposedUsd} of={lossCertainty(then)} />{" "}
        <span className="text-sm font-normal tracking-normal text-dim">
          worst case then, <Part value={then.ofStakeRatio} /> of the priced stake{" "}
          <MetricTip metric="exposure" />
        </span>
      </p>
      <p className="mt-1 max-w-prose text-dim">
        With all of this in effect, at the newest values; it is{" "}
        <Usd value={now.exposedUsd} of={lossCertainty(now)} /> now
        {now.unknownCount + then.unknownCount > 0 && ". What is of unknown value is not counted"}.
      </p>
    </div>
  );
}

const Changes = ({ coming: { allocations, commissions } }: { coming: Coming }) => (
  <DataTable
    caption="What its operator has announced"
    columns={[
      { label: "Change" },
      { label: "Now", numeric: true },
      { label: "Then", numeric: true },
      { label: "In effect", numeric: true },
    ]}
  >
    {allocations.map((row) => (
      <Row key={`${row.avs}-${row.setNumber}-${row.strategy}`}>
        <Cell className="w-full max-w-0 min-w-24 wrap-anywhere">
          <span className="font-medium">{nameOf(row.symbol, row.strategy)}</span>{" "}
          <span className="text-dim">
            allocated to{" "}
            <Link href={`/avs/${row.avs}`} prefetch={false} className="text-ink hover:underline">
              {nameOf(row.avsName, row.avs)}
            </Link>{" "}
            set {row.setNumber}
          </span>
        </Cell>
        <Cell numeric>{row.heldRatio === 0 ? "none" : <Percent value={row.heldRatio} />}</Cell>
        <Cell numeric className="font-semibold">
          {row.isDeallocation ? "none" : <Percent value={row.ratio} />}
        </Cell>
        <Cell numeric className="sm:whitespace-nowrap">
          <Time at={row.effectAt} show="day" />
          <span className="block text-2xs text-dim max-sm:hidden">
            block <Count value={row.effectBlock} />
          </span>
        </Cell>
      </Row>
    ))}
    {commissions.map(({ key, effectiveBps, pendingFromBps, pendingBps, pendingAt, ...scope }) => (
      <Row key={key}>
        <Cell className="w-full max-w-0 min-w-24 wrap-anywhere">
          <span className="font-medium">Split</span>{" "}
          <span className="text-dim">
            of <CommissionScope {...scope} />
          </span>
        </Cell>
        <Cell numeric>
          <Bps value={effectiveBps ?? pendingFromBps} />
        </Cell>
        <Cell numeric className="font-semibold">
          <Bps value={pendingBps} />
        </Cell>
        <Cell numeric className="sm:whitespace-nowrap">
          <Time at={pendingAt} show="day" />
        </Cell>
      </Row>
    ))}
  </DataTable>
);
