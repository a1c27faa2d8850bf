import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { ChainCard } from "@/app/_components/chain/chain-card";
import { EtherscanLink } from "@/app/_components/demo/demo";
import { EntityHead } from "@/app/_components/entity/entity-head";
import { Identicon } from "@/app/_components/entity/identicon";
import { PartOf } from "@/app/_components/entity/part-of";
import { nameOf } from "@/app/_components/entity/plain-name";
import { shortAddress } from "@/app/_components/entity/short-address";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { SlashedMark } from "@/app/_components/slashings/slashed-mark";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { Address } from "@/app/_components/values/address";
import { Count, Part, Usd } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { Time } from "@/app/_components/values/time";
import { ReportError } from "@/app/_components/verdict/report-error";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { api } from "@/app/_trpc/server";
import { ConnectButton } from "@/app/_wallet/connect-button";
import { UNKNOWN } from "@/server/format";
import { Moving } from "./_components/moving";
import { StakerSkeleton } from "./_components/staker-skeleton";
import { WholeStake } from "./_components/whole-stake";
import { loadStakerParams } from "./search-params";
import { findStaker, findWholeStaker } from "./staker";

type Props = PageProps<"/stakers/[address]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const staker = await findStaker(params).catch(() => undefined);
  if (!staker) return { title: "Not found" };
  const name = shortAddress(staker.address);
  return {
    title: `Staker ${name}`,
    description: `The operator of the EigenLayer staker ${name}, the value of its stake, and how much of it each AVS could slash.`,
    alternates: { canonical: `/stakers/${staker.address}` },
    robots: { index: false },
  };
}

export default function StakerPage(props: Props) {
  return (
    <NavigationSuspense skeleton={<StakerSkeleton />}>
      <Staker {...props} />
    </NavigationSuspense>
  );
}

async function Staker({ params, searchParams }: Props) {
  const staker = await findStaker(params);
  const { address } = staker;
  const whole = await findWholeStaker(address);
  return (
    <main className="page py-6" id="content">
      <UncorrectedLoss
        isUpperBound={staker.isTvsUpperBound}
        who="The operator of this stake"
        slashedAt={staker.lastSlashedAt}
      />
      <EntityHead
        name="Staker"
        mark={<Identicon address={address} size="lg" />}
        standing={
          <>
            {whole?.isOwn && <Badge tone="accent">This is you</Badge>}
            {staker.isInvented && <Badge>modelled</Badge>}
          </>
        }
      >
        <Address
          address={address}
          copy
          explorer={!staker.isInvented && <EtherscanLink address={address} />}
        />
        <ReportError
          about={{ kind: "staker", name: null, id: address }}
          className="text-xs text-accent hover:underline"
        />
      </EntityHead>
      <div className="grid gap-4">
        <StatStrip columns={4}>
          <Stat
            label="Delegates to"
            standing={staker.operator && <PartOf entities={staker.operatorEntities} />}
            note={
              staker.operator && (
                <>
                  since <Time at={staker.delegatedAt} show="day" /> <SlashedMark operator={staker.operator} />
                  {staker.operatorVerdict && (
                    <Link
                      href={`/operators/${staker.operator}`}
                      prefetch={false}
                      className="block hover:underline"
                    >
                      <VerdictMark small word={staker.operatorVerdict} />
                    </Link>
                  )}
                </>
              )
            }
          >
            {staker.operator ? (
              <Link
                href={`/operators/${staker.operator}`}
                className="block truncate text-accent hover:underline"
              >
                <bdi>{nameOf(staker.operatorName, staker.operator)}</bdi>
              </Link>
            ) : staker.isDelegationKnown ? (
              "Nobody"
            ) : (
              "not known"
            )}
          </Stat>
          <Stat
            label={
              <>
                Stake <MetricTip metric="tvs" />
              </>
            }
            note="delegated"
          >
            {staker.operator || !staker.isDelegationKnown ? (
              <Usd value={staker.tvsUsd} of={staker} />
            ) : (
              <Usd value={0} />
            )}
          </Stat>
          <Stat
            label="Of its operator"
            note={
              staker.operator ? "of its priced stake" : staker.isDelegationKnown ? "it has none" : "not known"
            }
          >
            <Part value={staker.ofOperatorRatio} />
          </Stat>
          <Stat
            label={
              <>
                Operator slashings <MetricTip metric="slashings" />
              </>
            }
            tone={(staker.slashingCount ?? 0) > 0 ? "critical" : undefined}
            note={<SlashedSince staker={staker} />}
          >
            <Slashings staker={staker} />
          </Stat>
        </StatStrip>
        {whole ? (
          <>
            <WholeStake
              {...whole}
              moving={
                <Moving
                  address={address}
                  operator={staker.operator}
                  isOwn={whole.isOwn}
                  state={await loadStakerParams(searchParams)}
                />
              }
            />
            <ChainCard
              ask={() => (whole.isOwn ? api.analytics.chain.mine() : api.analytics.chain.staker({ address }))}
              note="Withdrawable shares are what the contract would pay out today, after slashes."
            />
          </>
        ) : (
          <>
            <Gate feature="stakerDetail" title="More of this staker">
              {null}
            </Gate>
            <Card title="Is this your wallet?">
              <p className="mb-3 max-w-prose text-dim">
                A wallet always sees all of its own page: sign in with it, on any tier.
              </p>
              <ConnectButton>Sign in with it</ConnectButton>
            </Card>
          </>
        )}
      </div>
    </main>
  );
}

type Headline = Awaited<ReturnType<typeof findStaker>>;

const Slashings = ({ staker: { operator, slashingCount } }: { staker: Headline }) =>
  operator === null || slashingCount === null ? (
    UNKNOWN
  ) : slashingCount === 0 ? (
    "0"
  ) : (
    <Link href={`/slashings?operator=${operator}`} className="hover:underline">
      <Count value={slashingCount} />
    </Link>
  );

const SlashedSince = ({ staker }: { staker: Headline }) =>
  staker.operator === null ? (
    "no operator"
  ) : staker.slashingCount === null ? (
    "not known"
  ) : staker.slashingCount === 0 ? (
    "never slashed"
  ) : (
    <>
      {staker.slashingCountSince === null ? (
        "not known since when it delegates"
      ) : (
        <>
          <Count value={staker.slashingCountSince} /> since it delegated
        </>
      )}
      <span className="max-sm:hidden">
        , last <Time at={staker.lastSlashedAt} show="day" />
      </span>
    </>
  );
