import { OtherRun } from "@/app/_components/certainty/other-run";
import { UnknownLosers } from "@/app/_components/certainty/unknown-losers";
import { Unread } from "@/app/_components/certainty/unread";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { nameOf } from "@/app/_components/entity/plain-name";
import { checksumAddress, shortAddress } from "@/app/_components/entity/short-address";
import { Link } from "@/app/_components/navigation/link";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Part, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { api, ifRead } from "@/app/_trpc/server";
import type { ListName } from "@/app/api/csv/[list]/sources";
import { type AllocationState, allocationsHref } from "../search-params";

/** Shows the worst case by AVS, by strategy and by delegator. Rendered only inside a gate. */
export async function WorstCaseDetail({ address, state }: { address: string; state: AllocationState }) {
  const fraction = state.slash / 100;
  const detail = await ifRead(api.analytics.operators.worstCase.detail({ address, fraction }));
  if (detail === null) return <Unread title="Part by part" />;
  const { byAvs, byStrategy, losers, unknownLoserCount } = detail;
  const csv = (list: ListName, of: string) => (
    <CsvButton
      small
      of={of}
      href={csvHref(list, allocationsHref(address, state, {}), { operator: address })}
    />
  );
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <ShareBar
        title="Lost by AVS"
        action={csv("operator-loss-by-avs", "loss by AVS")}
        format="usd"
        items={byAvs.map((avs) => ({
          key: avs.address,
          label: nameOf(avs.name, avs.address),
          value: avs.lostUsd,
          ratio: avs.ofAllRatio,
          of: lossCertainty(avs),
          href: `/avs/${avs.address}`,
        }))}
        empty="No loss of known value"
      />
      <ShareBar
        title="Lost by strategy"
        action={csv("operator-loss-by-strategy", "loss by strategy")}
        format="usd"
        items={byStrategy.map((strategy) => ({
          key: strategy.address,
          label: nameOf(strategy.symbol, strategy.address),
          value: strategy.lostUsd,
          ratio: strategy.ofAllRatio,
          of: lossCertainty(strategy),
        }))}
        empty="No loss of known value"
      />
      <Card
        title={
          <>
            Who loses most <OtherRun of="operators.worstCase.detail" />
          </>
        }
        action={losers.length > 0 && csv("operator-largest-losers", "largest losers")}
      >
        {losers.length === 0 ? (
          <Empty title="Nobody is known to hold what is allocated" />
        ) : (
          <ol className="divide-y">
            {losers.map((loser) => (
              <li key={loser.address} className="flex items-baseline gap-3 py-1.5">
                <Link
                  href={`/stakers/${loser.address}`}
                  prefetch={false}
                  className="font-mono text-sm hover:underline"
                  title={checksumAddress(loser.address)}
                >
                  {shortAddress(loser.address)}
                </Link>
                <Usd value={loser.lostUsd} of={lossCertainty(loser)} className="ml-auto font-medium" />
                <span className="min-w-24 text-right text-dim">
                  <Part value={loser.ofStakeRatio} of={lossCertainty(loser)} /> of its priced stake
                </span>
              </li>
            ))}
          </ol>
        )}
        <UnknownLosers count={unknownLoserCount} className="mt-2" />
      </Card>
    </div>
  );
}
