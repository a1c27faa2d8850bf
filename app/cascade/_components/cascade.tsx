import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { tableOf } from "@/app/_components/tables/columns";
import { RowsCut } from "@/app/_components/tables/rows-cut";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Count, Counted } from "@/app/_components/values/quantity";
import { api } from "@/app/_trpc/server";
import { nounOf } from "@/server/format";
import { CASCADE_AVS_LIST, CASCADE_OPERATOR_LIST } from "../lists";
import type { TypedSupposition } from "../supposition";
import { Rounds } from "./rounds";
import { SuppositionForm } from "./supposition-form";

/** How many AVSs the form offers: those that can slash most. */
const OFFERED = 12;

/** The form, and the attacks that would pay under the typed profits. Rendered only inside the gate. */
export async function Cascade({ supposition }: { supposition: TypedSupposition }) {
  const { typed, profits, faults, share, model, failed } = supposition;
  const { rows } = await api.analytics.avs.list({ canSlash: true, sort: "allocated", perPage: OFFERED });
  const result =
    profits.length > 0 && faults.size === 0
      ? await api.analytics.avs.cascade({ profits, share, model, failed: failed ? [failed] : [] })
      : null;
  const known = rows.filter(({ securityState }) => securityState === "ceiling");
  const named = new Map(known.map(({ address, name }) => [address, name]));
  for (const { address, name } of result?.avs ?? []) named.set(address, name);
  const others = [...typed.keys()].filter((address) => !named.has(address));
  for (const address of others) named.set(address, await nameOfAvs(address));
  return (
    <>
      <SuppositionForm supposition={supposition} avs={[...named]} unanswered={result?.unanswered ?? []} />
      {result && result.avs.length > 0 ? (
        <Result result={result} />
      ) : (
        faults.size === 0 &&
        !result && (
          <EmptyCard title="Attacks that would pay" says="No profit is supposed yet.">
            Type the profit of corrupting at least one AVS.
          </EmptyCard>
        )
      )}
    </>
  );
}

/** Returns the declared name of an AVS; `null` if it has none, or if no AVS has this address. */
const nameOfAvs = async (address: string) =>
  (await api.analytics.avs.overview({ address }).catch(() => null))?.name ?? null;

type Found = Awaited<ReturnType<typeof api.analytics.avs.cascade>>;

function Result({ result }: { result: Found }) {
  const { avs, operators, operatorCount, failingCount, unsureCount, rounds } = result;
  return (
    <>
      <Card flush title="Does an attack pay?">
        <Table
          caption="Profit and cost of corrupting each AVS"
          columns={tableOf(CASCADE_AVS_LIST)}
          rows={avs}
          rowKey={(row) => row.address}
        />
      </Card>
      <Card title="Attacks that pay, one after the other">
        <Rounds rounds={rounds} isSure={avs.every(({ pays }) => pays !== null)} />
      </Card>
      {operatorCount === 0 ? (
        <EmptyCard title="Condition of each operator" says="Nobody has stake that these AVSs can slash." />
      ) : (
        <Card
          flush
          title={
            <>
              Condition of each operator <MetricTip metric="slack" />
            </>
          }
          action={
            <>
              fails for <Count value={failingCount} /> of <Counted value={operatorCount} one="operator" />
              {unsureCount > 0 && (
                <>
                  , <Count value={unsureCount} /> {nounOf(unsureCount, "is", "are")} not sure
                </>
              )}
            </>
          }
        >
          <Table
            caption="Local condition of each operator"
            columns={tableOf(CASCADE_OPERATOR_LIST)}
            rows={operators}
            rowKey={(row) => row.address}
          />
          {operatorCount > operators.length && (
            <p className="px-4 py-3 text-sm text-dim">
              <RowsCut count={operatorCount} most={operators.length} />
            </p>
          )}
        </Card>
      )}
    </>
  );
}
