import { nameOf } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Link } from "@/app/_components/navigation/link";
import type { TableColumns } from "@/app/_components/tables/columns";
import { Table } from "@/app/_components/tables/table";
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
      <Table
        caption="What its operator has announced"
        columns={CHANGES}
        rows={changesOf(coming)}
        rowKey={(row) => row.key}
      />
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

type Change =
  | { of: "allocation"; key: string; change: Coming["allocations"][number] }
  | { of: "split"; key: string; change: Coming["commissions"][number] };

const CHANGES: TableColumns<Change> = {
  subject: {
    header: "What",
    cellClass: "w-full max-w-0 min-w-24 wrap-anywhere",
    cell: (row) => (row.of === "allocation" ? <Allocated {...row.change} /> : <Split {...row.change} />),
  },
  now: {
    header: "Now",
    align: "right",
    cell: ({ of, change }) =>
      of === "split" ? (
        <Bps value={change.effectiveBps ?? change.pendingFromBps} />
      ) : change.heldRatio === 0 ? (
        "none"
      ) : (
        <Percent value={change.heldRatio} />
      ),
  },
  later: {
    header: "Then",
    align: "right",
    cellClass: "font-semibold",
    cell: ({ of, change }) =>
      of === "split" ? (
        <Bps value={change.pendingBps} />
      ) : change.isDeallocation ? (
        "none"
      ) : (
        <Percent value={change.ratio} />
      ),
  },
  effect: {
    header: "In effect",
    align: "right",
    cellClass: "sm:whitespace-nowrap",
    cell: ({ of, change }) =>
      of === "split" ? (
        <Time at={change.pendingAt} show="day" />
      ) : (
        <>
          <Time at={change.effectAt} show="day" />
          <span className="block text-2xs text-dim max-sm:hidden">
            block <Count value={change.effectBlock} />
          </span>
        </>
      ),
  },
};

const Allocated = ({ symbol, strategy, avs, avsName, setNumber }: Coming["allocations"][number]) => (
  <>
    <span className="font-medium">
      <bdi>{nameOf(symbol, strategy)}</bdi>
    </span>{" "}
    <span className="text-dim">
      allocated to{" "}
      <Link href={`/avs/${avs}`} prefetch={false} className="text-ink hover:underline">
        <bdi>{nameOf(avsName, avs)}</bdi>
      </Link>{" "}
      set {setNumber}
    </span>
  </>
);

const Split = ({ type, avs, avsName, setNumber }: Coming["commissions"][number]) => (
  <>
    <span className="font-medium">Split</span>{" "}
    <span className="text-dim">
      of <CommissionScope type={type} avs={avs} avsName={avsName} setNumber={setNumber} />
    </span>
  </>
);

const changesOf = ({ allocations, commissions }: Coming): Change[] => [
  ...allocations.map((change) => ({
    of: "allocation" as const,
    key: `${change.avs}-${change.setNumber}-${change.strategy}`,
    change,
  })),
  ...commissions.map((change) => ({ of: "split" as const, key: change.key, change })),
];
