import { OtherRun } from "@/app/_components/certainty/other-run";
import { UnknownLosers } from "@/app/_components/certainty/unknown-losers";
import { Unread } from "@/app/_components/certainty/unread";
import { Entity, OperatorEntity } from "@/app/_components/entity/entity";
import { nameOf } from "@/app/_components/entity/plain-name";
import { SlashedMark } from "@/app/_components/slashings/slashed-mark";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Count, Part } from "@/app/_components/values/quantity";
import { ValueCell } from "@/app/_components/values/value-bar";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { api, ifRead } from "@/app/_trpc/server";
import type { ListName } from "@/app/api/csv/[list]/lists";
import type { RouterInputs } from "@/server/trpc/router";
import { lossHref } from "../search-params";

type LossProps = { supposed: RouterInputs["analytics"]["avs"]["lossDetail"]; percent: number };

/**
 * Shows the losers: by operator, by strategy, and the delegators who lose most. Only rendered for those who may see
 * them.
 */
export async function LossDetail({ supposed, percent }: LossProps) {
  const detail = await ifRead(api.analytics.avs.lossDetail(supposed));
  if (detail === null) return <Unread title="Who loses" />;
  const { operators, strategies, losers, unknownLoserCount } = detail;
  const most = (rows: { lostUsd: number | null }[]) => Math.max(0, ...rows.map((row) => row.lostUsd ?? 0));
  return (
    <div className="mt-4 grid gap-x-6 gap-y-5 *:-mx-4 *:min-w-0 md:*:-mx-4.5 lg:grid-cols-2">
      <div className="grid content-start gap-5">
        <section>
          <Heading list="avs-loss-by-operator" of="loss by operator" supposed={supposed} percent={percent}>
            By operator
          </Heading>
          <DataTable
            caption="Loss by operator"
            columns={[
              { label: "Operator" },
              { label: "Delegators", numeric: true, priority: 2 },
              { label: "Of its value", numeric: true, priority: 2 },
              { label: "Loss", numeric: true },
            ]}
          >
            {operators.map((row) => (
              <Row key={row.address}>
                <Cell className="w-full max-w-0 min-w-32">
                  <OperatorEntity address={row.address} name={row.name} stretched />
                </Cell>
                <Cell numeric priority={2}>
                  <Count value={row.delegatorCount} />
                </Cell>
                <Cell numeric priority={2}>
                  <Part value={row.ofOperatorRatio} />
                </Cell>
                <ValueCell value={row.lostUsd} of={lossCertainty(row)} max={most(operators)} />
              </Row>
            ))}
          </DataTable>
        </section>
        <section>
          <Heading list="avs-loss-by-strategy" of="loss by strategy" supposed={supposed} percent={percent}>
            By strategy
          </Heading>
          <DataTable
            caption="Loss by strategy"
            columns={[
              { label: "Strategy" },
              { label: "Operators", numeric: true, priority: 2 },
              { label: "Loss", numeric: true },
            ]}
          >
            {strategies.map((row) => (
              <Row key={row.address}>
                <Cell className="w-full max-w-0 min-w-32">
                  <Entity
                    address={row.address}
                    name={row.symbol}
                    href={`/strategies/${row.address}`}
                    stretched
                  />
                </Cell>
                <Cell numeric priority={2}>
                  <Count value={row.operatorCount} />
                </Cell>
                <ValueCell value={row.lostUsd} of={lossCertainty(row)} max={most(strategies)} />
              </Row>
            ))}
          </DataTable>
        </section>
      </div>
      <section>
        <Heading list="avs-largest-losers" of="largest losers" supposed={supposed} percent={percent}>
          The delegators who lose most <OtherRun of="avs.lossDetail" />
        </Heading>
        <DataTable
          caption="The delegators who lose most"
          columns={[
            { label: "Delegator" },
            { label: "Delegates to", priority: 2 },
            { label: "Of its stake", numeric: true, priority: 2 },
            { label: "Loss", numeric: true },
          ]}
        >
          {losers.map((row) => (
            <Row key={`${row.address}-${row.operator}`}>
              <Cell className="w-full max-w-0 min-w-32">
                <Entity
                  address={row.address}
                  name={null}
                  nameless={null}
                  href={`/stakers/${row.address}`}
                  stretched
                />
              </Cell>
              <Cell priority={2} className="max-w-56 truncate">
                {nameOf(row.operatorName, row.operator)} <SlashedMark operator={row.operator} />
              </Cell>
              <Cell numeric priority={2}>
                <Part value={row.ofStakeRatio} />
              </Cell>
              <ValueCell value={row.lostUsd} of={lossCertainty(row)} max={most(losers)} />
            </Row>
          ))}
        </DataTable>
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
