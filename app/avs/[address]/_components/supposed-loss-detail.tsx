import { OtherRun } from "@/app/_components/certainty/other-run";
import { UnknownLosers } from "@/app/_components/certainty/unknown-losers";
import { Unread } from "@/app/_components/certainty/unread";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { api, ifRead } from "@/app/_trpc/server";
import type { ListName } from "@/app/api/csv/[list]/sources";
import type { RouterInputs } from "@/server/trpc/router";
import { lossHref } from "../search-params";
import { loserList, operatorLossList, strategyLossList } from "../supposed-losses-list";

type LossProps = { supposed: RouterInputs["analytics"]["avs"]["lossDetail"]; percent: number };

/** Shows who loses: by operator, by strategy, and the delegators who lose most. Rendered only inside a gate. */
export async function SupposedLossDetail({ supposed, percent }: LossProps) {
  const detail = await ifRead(api.analytics.avs.lossDetail(supposed));
  if (detail === null) return <Unread title="Who loses" />;
  const { operators, strategies, losers, unknownLoserCount } = detail;
  return (
    <div className="mt-4 grid gap-x-6 gap-y-5 *:-mx-4 *:min-w-0 md:*:-mx-4.5 lg:grid-cols-2">
      <div className="grid content-start gap-5">
        <section>
          <Heading list="avs-loss-by-operator" of="loss by operator" supposed={supposed} percent={percent}>
            By operator
          </Heading>
          <Table
            caption="Loss by operator"
            columns={tableOf(operatorLossList(supposed.fraction))}
            rows={operators}
            rowKey={(row) => row.address}
          />
        </section>
        <section>
          <Heading list="avs-loss-by-strategy" of="loss by strategy" supposed={supposed} percent={percent}>
            By strategy
          </Heading>
          <Table
            caption="Loss by strategy"
            columns={tableOf(strategyLossList(supposed.fraction))}
            rows={strategies}
            rowKey={(row) => row.address}
          />
        </section>
      </div>
      <section>
        <Heading list="avs-largest-losers" of="largest losers" supposed={supposed} percent={percent}>
          The delegators who lose most <OtherRun of="avs.lossDetail" />
        </Heading>
        <Table
          caption="The delegators who lose most"
          columns={tableOf(loserList(supposed.fraction))}
          rows={losers}
          rowKey={(row) => `${row.address}-${row.operator}`}
        />
        <UnknownLosers count={unknownLoserCount} className="px-4 pt-2 md:px-4.5" />
      </section>
    </div>
  );
}

type HeadingProps = LossProps & { list: ListName; of: string; children: React.ReactNode };

const Heading = ({ list, of, supposed, percent, children }: HeadingProps) => (
  <div className="flex items-center justify-between gap-3 px-4 pb-1 md:px-4.5">
    <h3 className="text-sm font-semibold">{children}</h3>
    <CsvButton
      small
      of={of}
      href={csvHref(list, lossHref(supposed.address, percent, supposed.setNumber), { avs: supposed.address })}
    />
  </div>
);
