import { Gate } from "@/app/_components/account/gate";
import { Modelled } from "@/app/_components/demo/demo";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { List } from "@/app/_components/tables/list";
import { Table } from "@/app/_components/tables/table";
import { Empty } from "@/app/_components/ui/empty";
import { allowed, api, viewerMayUse } from "@/app/_trpc/server";
import type { RouterOutputs } from "@/server/trpc/router";
import { AVS_OPERATOR_LIST } from "../operators-list";
import { type AvsPageState, hrefWith, toAllocatorsInput, toOperatorsInput } from "../search-params";

type OperatorsProps = {
  avs: RouterOutputs["analytics"]["avs"]["overview"];
  /** Whether anything is allocated to the AVS, so that viewers who may see allocations can sort by them. */
  canSlash: boolean;
  state: AvsPageState;
  list: Awaited<ReturnType<typeof listAvsOperators>>;
};

/** Returns a page of the operators of an AVS, with their allocations for viewers who may see them. */
export async function listAvsOperators(address: string, state: AvsPageState) {
  return (await allowed("avsAllocators"))
    ? await api.analytics.avs.allocators(toAllocatorsInput(address, state))
    : await api.analytics.avs.operators(toOperatorsInput(address, state));
}

/** Renders a page of the operators that secure an AVS, and says which figures a higher tier would add. */
export async function Operators({ avs: { address }, canSlash, state, list }: OperatorsProps) {
  const mayUse = await viewerMayUse();
  const whole = mayUse("avsAllocators");
  const input = whole ? toAllocatorsInput(address, state) : toOperatorsInput(address, state);
  const href = (change: Partial<AvsPageState>) => hrefWith(address, state, { page: 1, ...change });
  const csv = csvHref("avs-operators", href({}), { avs: address });
  return (
    <section id="operators" className="grid gap-4">
      <List
        rows={list.rows}
        total={list.total}
        page={input.page}
        perPage={input.perPage}
        nouns={["operator", "operators"]}
        hrefFor={href}
        title={
          <>
            Operators that secure it <Modelled table="operator_avs_relationships" />
          </>
        }
        action={<CsvButton small of="operators that secure it" href={csv} />}
        empty={<Empty title="No operator of it is known" />}
      >
        <Table
          caption="Operators that secure it"
          columns={tableOf(AVS_OPERATOR_LIST, mayUse)}
          rows={list.rows}
          rowKey={(row) => row.address}
          order={{ sort: input.sort, dir: input.dir, hrefFor: href }}
        />
      </List>
      {canSlash && (
        <Gate feature="avsAllocators" title="More of every operator">
          {null}
        </Gate>
      )}
    </section>
  );
}
