import { Modelled } from "@/app/_components/demo/demo";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { RowsCut } from "@/app/_components/tables/rows-cut";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { TwoColumns } from "@/app/_components/ui/two-columns";
import { Count } from "@/app/_components/values/quantity";
import { api } from "@/app/_trpc/server";
import { formatIndex } from "@/server/format";
import { CEILING_LIST, HALTING_LIST } from "../ceiling-list";
import { type SecurityState, securityHref } from "../search-params";
import { PAIR_LIST, SHARED_AVS_LIST, SPREAD_LIST } from "../shared-list";
import { Choices } from "./choices";

/**
 * Shows the paid details of an AVS's security: ceilings by set, the fewest operators to halt it, and shared stake.
 * Rendered only inside a gate.
 */
export async function SecurityDetail({ address, state }: { address: string; state: SecurityState }) {
  const detail = await api.analytics.avs.securityDetail({ address, ...state });
  const { sets, setCount, registered, spread, shared, pairs } = detail;
  const modelled = <Modelled table="operator_avs_relationships" />;
  return (
    <>
      {sets.length > 0 && (
        <Card
          flush
          title={
            <>
              Ceiling by set <MetricTip metric="ceiling" />
            </>
          }
          action={
            <CsvButton
              small
              of="ceilings"
              href={csvHref("avs-ceilings", securityHref(address, state), { avs: address })}
            />
          }
        >
          <Choices address={address} state={state} />
          <Table
            caption="Economic ceiling and halting power by operator set"
            columns={tableOf(CEILING_LIST)}
            rows={sets}
            rowKey={(set) => set.setNumber}
          />
          {setCount > sets.length && (
            <p className="px-4 py-3 text-sm text-dim">
              <RowsCut count={setCount} most={sets.length} />
            </p>
          )}
        </Card>
      )}
      <TwoColumns>
        {spread.operators.length > 0 && (
          <Card
            flush
            title={
              <>
                How its stake is spread <MetricTip metric="stakeSpread" />
              </>
            }
            action={
              <>
                <Count value={spread.operatorCount} /> operators, HHI {formatIndex(spread.hhi)}
              </>
            }
            className="self-start"
          >
            <Table
              caption="Slashable stake by operator"
              columns={tableOf(SPREAD_LIST)}
              rows={spread.operators}
              rowKey={(row) => row.address}
            />
          </Card>
        )}
        {pairs.length > 0 && (
          <Card
            flush
            title={
              <>
                Operators exposed together <MetricTip metric="operatorPairs" />
              </>
            }
            className="self-start"
          >
            <Table
              caption="Pairs of operators by shared exposure"
              columns={tableOf(PAIR_LIST)}
              rows={pairs}
              rowKey={({ operators: [a, b] }) => `${a.address} ${b.address}`}
            />
          </Card>
        )}
      </TwoColumns>
      {registered.some(({ memberCount }) => (memberCount ?? 0) > 0) && (
        <Card
          flush
          title={
            <>
              Fewest of its operators to halt it <MetricTip metric="halting" /> {modelled}
            </>
          }
        >
          <p className="px-4 pb-2 text-sm text-dim md:px-4.5">
            Over all <Count value={registered[0]?.memberCount} /> operators that secure it or may, in a set or
            not.
          </p>
          <Table
            caption="Fewest operators with a share of the power, over all that secure the AVS"
            columns={tableOf(HALTING_LIST)}
            rows={registered}
            rowKey={(row) => row.power}
          />
        </Card>
      )}
      {shared.avs.length === 0 ? (
        <EmptyCard
          title="Shared with other AVSs"
          says="No operator that surely secures this AVS is known to secure another one."
        />
      ) : (
        <Card
          flush
          title={
            <>
              Shared with other AVSs <MetricTip metric="sharedOperators" /> {modelled}
            </>
          }
          action={<CsvButton small of="shared AVSs" href={csvHref("avs-shared", "", { avs: address })} />}
        >
          <Table
            caption="Other AVSs with the same operators"
            columns={tableOf(SHARED_AVS_LIST)}
            rows={shared.avs}
            rowKey={(row) => row.address}
          />
          {shared.avsCount > shared.avs.length && (
            <p className="px-4 py-3 text-sm text-dim">
              <RowsCut count={shared.avsCount} most={shared.avs.length} />
            </p>
          )}
        </Card>
      )}
    </>
  );
}
