import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Modelled } from "@/app/_components/demo/demo";
import { Card } from "@/app/_components/ui/card";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { InUsd } from "@/app/_components/values/amount";
import { Count, Part, Usd } from "@/app/_components/values/quantity";
import { api, ifRead } from "@/app/_trpc/server";
import { formatAxis } from "@/server/format";

type Band = { minUsd: number | null; maxUsd: number | null };

/** Shows the number of delegators in each band of value, and the total value of each band, as one table. */
export async function DelegatorBands({ address }: { address: string }) {
  const bands = await ifRead(api.analytics.operators.delegators.bands({ address }));
  if (bands === null) return <Unread title="Value by size" />;
  if (bands.length === 0)
    return <EmptyCard title="Value by size" says="Delegators' stake was not read yet." />;
  const most = Math.max(1, ...bands.map((band) => band.delegatorCount));
  return (
    <Card
      title={
        <>
          Value by size <Modelled table="operator_delegators" />
          <OtherRun of="operators.delegators.bands" />
        </>
      }
    >
      <table className="w-full">
        <caption className="sr-only">Delegators and their value by size</caption>
        <thead className="text-xs text-dim">
          <tr className="*:pb-1 *:font-medium">
            <th scope="col" className="text-left">
              Each holds
              <InUsd />
            </th>
            <th scope="col" colSpan={2} className="text-right">
              Delegators
            </th>
            <th scope="col" className="text-right">
              Value
            </th>
            <th scope="col" className="pl-3 text-right sm:whitespace-nowrap">
              Of priced stake
            </th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.minUsd ?? "unknown"} className="*:border-t">
              <th scope="row" className="w-px py-2 pr-3 text-left font-normal whitespace-nowrap">
                {wordsOf(band)}
              </th>
              <td className="py-2" aria-hidden="true">
                <span className="block h-2 rounded-full bg-soft max-sm:hidden">
                  <span
                    className="block h-full rounded-full bg-accent"
                    style={{
                      width: band.delegatorCount > 0 ? `max(3px, ${(band.delegatorCount / most) * 100}%)` : 0,
                    }}
                  />
                </span>
              </td>
              <td className="w-px py-2 pl-3 text-right font-medium">
                <Count value={band.delegatorCount} />
              </td>
              <td className="w-24 py-2 text-right">
                <Usd
                  value={band.valueUsd}
                  of={{ isTvsUpperBound: band.isUpperBound, unpricedCount: band.unknownCount }}
                />
              </td>
              <td className="w-14 py-2 text-right text-dim">
                <Part value={band.ofAllRatio} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function wordsOf({ minUsd, maxUsd }: Band) {
  if (minUsd === null) return "not known";
  const from = formatAxis(minUsd, "usd");
  if (maxUsd === null) return `${from} and more`;
  return minUsd === 0 ? `under ${formatAxis(maxUsd, "usd")}` : `${from} to ${formatAxis(maxUsd, "usd")}`;
}
