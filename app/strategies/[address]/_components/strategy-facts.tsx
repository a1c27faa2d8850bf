import { EtherscanLink } from "@/app/_components/demo/demo";
import { plainName } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Card } from "@/app/_components/ui/card";
import { Address } from "@/app/_components/values/address";
import { Part, Price } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { formatExact, UNKNOWN } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

/** Lists the facts of a strategy's token. */
export function StrategyFacts({
  strategy,
}: {
  strategy: RouterOutputs["analytics"]["strategies"]["overview"];
}) {
  return (
    <Card title="Token">
      <dl>
        <Fact label="Name">{plainName(strategy.name) ?? UNKNOWN}</Fact>
        <Fact label="Token contract">
          {strategy.token ? (
            <Address address={strategy.token} copy explorer={<EtherscanLink address={strategy.token} />} />
          ) : (
            UNKNOWN
          )}
        </Fact>
        <Fact label="Decimals">{strategy.decimals ?? UNKNOWN}</Fact>
        <Fact
          label={
            <>
              Exchange rate <MetricTip metric="exchangeRate" />
            </>
          }
        >
          {formatExact(strategy.exchangeRate)}{" "}
          {strategy.exchangeRate !== null && (
            <span className="text-dim">
              <bdi>{plainName(strategy.symbol) ?? "tokens"}</bdi> a share,{" "}
              <Time at={strategy.rateUpdatedAt} show="day" />
            </span>
          )}
        </Fact>
        <Fact
          label={
            <>
              Price <MetricTip metric="price" />
            </>
          }
        >
          <Price value={strategy.priceUsd} />{" "}
          {strategy.priceUsd !== null && (
            <span className="text-dim">
              {strategy.isProxyPrice && (
                <>
                  follows <bdi>{plainName(strategy.proxySymbol) ?? "another token"}</bdi>,{" "}
                </>
              )}
              <Time at={strategy.pricedAt} show="day" />
            </span>
          )}
        </Fact>
        <Fact label="Of the network's priced stake">
          <Part value={strategy.ofNetworkRatio} />
        </Fact>
      </dl>
    </Card>
  );
}

const Fact = ({ label, children }: { label: React.ReactNode; children: React.ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-x-4 border-b py-2 last:border-0">
    <dt className="flex items-center gap-1 text-dim">{label}</dt>
    <dd className="text-right min-w-0 wrap-anywhere">{children}</dd>
  </div>
);
