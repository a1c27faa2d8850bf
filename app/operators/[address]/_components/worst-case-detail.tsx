import { Card } from "@/app/_components/card";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { Empty } from "@/app/_components/empty";
import { Link } from "@/app/_components/link";
import { Percent, Usd } from "@/app/_components/quantity";
import { checksumAddress } from "@/app/_lib/address";
import { shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { api } from "@/app/_trpc/server";

const short = (address: string) => shortenAddress(checksumAddress(address));

/** The worst case by AVS, by asset and by delegator. Only rendered for those who may see it. */
export async function WorstCaseDetail({ address, fraction }: { address: string; fraction: number }) {
  const { byAvs, byStrategy, losers } = await api.analytics.operators.worstCase.detail({ address, fraction });
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <ShareBar
        title="Lost by AVS"
        format="usd"
        items={byAvs.map((avs) => ({
          key: avs.address,
          label: plainName(avs.name) ?? short(avs.address),
          value: avs.lostUsd,
          href: `/avs/${avs.address}`,
        }))}
        empty="No loss of known value"
      />
      <ShareBar
        title="Lost by asset"
        format="usd"
        items={byStrategy.map((strategy) => ({
          key: strategy.address,
          label: plainName(strategy.symbol) ?? short(strategy.address),
          value: strategy.lostUsd,
        }))}
        empty="No loss of known value"
      />
      <Card title="Who loses most">
        {losers.length === 0 ? (
          <Empty title="Nobody holds what is allocated" />
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
                  {short(loser.address)}
                </Link>
                <Usd value={loser.lostUsd} className="ml-auto font-medium" />
                <span className="min-w-24 text-right text-dim">
                  <Percent value={loser.ofStakeRatio} /> of its stake
                </span>
              </li>
            ))}
          </ol>
        )}
      </Card>
    </div>
  );
}
