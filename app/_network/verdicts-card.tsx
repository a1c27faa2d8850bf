import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Link } from "@/app/_components/navigation/link";
import { Card } from "@/app/_components/ui/card";
import { cx } from "@/app/_components/ui/cx";
import { Count, Usd } from "@/app/_components/values/quantity";
import { TONE_TEXT, VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { VERDICT_TONE } from "@/server/network/verdict/words";
import type { RouterOutputs } from "@/server/trpc/router";

type Row = RouterOutputs["analytics"]["network"]["verdicts"][number];

/** Shows how many operators with stake each verdict covers, and their stake. A word leads to its operators. */
export function VerdictsCard({ rows }: { rows: Row[] }) {
  const most = Math.max(...rows.map(({ operatorCount }) => operatorCount), 1);
  return (
    <Card
      title={
        <>
          Operators with stake, by verdict
          <MetricTip metric="verdict" />
        </>
      }
      action={
        <Link
          href="/operators?status=staked&sort=verdict"
          prefetch={false}
          className="text-accent hover:underline"
        >
          Worst first
        </Link>
      }
    >
      <table className="w-full">
        <caption className="sr-only">Operators with stake, by verdict</caption>
        <thead className="sr-only">
          <tr>
            <th>Verdict</th>
            <th>Bar</th>
            <th>Operators</th>
            <th>Their stake</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.verdict} className="*:border-t first:*:border-t-0">
              <th scope="row" className="py-2 pr-3 text-left font-normal sm:w-px sm:whitespace-nowrap">
                {row.operatorCount > 0 ? (
                  <Link
                    href={`/operators?status=staked&verdict=${row.verdict}`}
                    prefetch={false}
                    className="hover:underline"
                  >
                    <VerdictMark word={row.verdict} />
                  </Link>
                ) : (
                  <VerdictMark word={row.verdict} />
                )}
              </th>
              <td className="py-2 max-sm:hidden" aria-hidden="true">
                <span className={cx("block h-1.5", TONE_TEXT[VERDICT_TONE[row.verdict]])}>
                  <span
                    className="block h-full rounded-full bg-current"
                    style={{
                      width: row.operatorCount > 0 ? `max(3px, ${(row.operatorCount / most) * 100}%)` : 0,
                    }}
                  />
                </span>
              </td>
              <td className="w-px py-2 pl-3 text-right font-medium">
                <Count value={row.operatorCount} />
              </td>
              <td className="w-24 py-2 text-right text-dim">
                {row.operatorCount > 0 && <Usd value={row.tvsUsd} of={row} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
