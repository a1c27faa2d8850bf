import { capitalize } from "@/app/_components/metrics/labels";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { List } from "@/app/_components/tables/list";
import { Table } from "@/app/_components/tables/table";
import { KIND_WORDS } from "@/app/entities/kinds";
import type { RouterOutputs } from "@/server/trpc/router";
import { entityOperatorList } from "../operators-list";
import { type EntityPageState, hrefWith, toOperatorsInput } from "../search-params";

type Entities = RouterOutputs["analytics"]["entities"];
type EntityOperatorsProps = {
  entity: Entities["overview"];
  list: Entities["operators"];
  state: EntityPageState;
};

/** Renders a page of the operators of an entity. */
export function EntityOperators({ entity: { slug, kind }, list, state }: EntityOperatorsProps) {
  const { page, perPage, sort, dir } = toOperatorsInput(slug, state);
  const href = (change: Partial<EntityPageState>) => hrefWith(slug, state, { page: 1, ...change });
  return (
    <section id="operators">
      <List
        rows={list.rows}
        total={list.total}
        page={page}
        perPage={perPage}
        nouns={["operator", "operators"]}
        hrefFor={href}
        title="Its operators"
        action={
          <CsvButton
            small
            of="its operators"
            href={csvHref("entity-operators", href({}), { entity: slug })}
          />
        }
      >
        <Table
          caption="Its operators"
          columns={tableOf(entityOperatorList(capitalize(KIND_WORDS[kind].partner)))}
          rows={list.rows}
          rowKey={(row) => row.address}
          order={{ sort, dir, hrefFor: href }}
        />
      </List>
    </section>
  );
}
