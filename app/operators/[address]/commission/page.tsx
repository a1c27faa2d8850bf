import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { capitalize } from "@/app/_components/metrics/labels";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { Bps } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { allowed, api } from "@/app/_trpc/server";
import { CommissionSkeleton } from "../_components/tab-skeleton";
import { findOperator, tabMetadata } from "../operator";
import { CommissionChanges } from "./_components/commission-changes";
import { CommissionFigures } from "./_components/commission-figures";
import { CommissionRates } from "./_components/commission-rates";
import { COMMISSION_RATE_LIST } from "./list";
import { loadApy } from "./search-params";

type Props = PageProps<"/operators/[address]/commission">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  tabMetadata(
    params,
    "commission",
    (name) =>
      `What ${name} takes of the rewards, beside the EigenLayer network, and what is about to change.`,
  );

export default async function OperatorCommission(props: Props) {
  const mayRead = await allowed("operatorCommissionDetail", (await props.params).address);
  return (
    <NavigationSuspense
      skeleton={
        <CommissionSkeleton mayRead={mayRead} columns={prioritiesOf(tableOf(COMMISSION_RATE_LIST))} />
      }
    >
      <Commission {...props} />
    </NavigationSuspense>
  );
}

async function Commission(props: Props) {
  const { address } = await findOperator(props.params);
  const apy = await loadApy(props.searchParams);
  const summary = await api.analytics.operators.commission.summary({ address });
  return (
    <div className="grid gap-4">
      <StatStrip columns={3}>
        <Stat
          label={
            <>
              PI split in force <MetricTip metric="commission" />
            </>
          }
          note="programmatic incentives"
        >
          <Bps value={summary.currentBps} />
        </Stat>
        <Stat label="Network median" note="of operators with stake">
          <Bps value={summary.networkMedianBps} />
        </Stat>
        <Stat label="Position" note="against the network's quarters">
          {summary.position ? capitalize(summary.position) : "—"}
        </Stat>
      </StatStrip>
      <Gate about={address} feature="operatorCommissionDetail" title="What each rate costs">
        <CommissionFigures address={address} apy={apy} />
        <CommissionRates address={address} />
        <CommissionChanges address={address} />
      </Gate>
    </div>
  );
}
