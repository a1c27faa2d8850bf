import { Link } from "../navigation/link";
import { buttonClass } from "../ui/button";
import { Card } from "../ui/card";
import { Empty } from "../ui/empty";
import type { Narrowing } from "./listing";
import { Pager } from "./pager";

type ListProps = {
  /** The rows of this page. */
  rows: unknown[];
  /** The number of rows on all pages. */
  total: number;
  page: number;
  perPage: number;
  /** The noun for a row, singular and plural. */
  nouns: [one: string, many: string];
  hrefFor: (change: { page?: number; rows?: number }) => string;
  /** The URL of the list without filters; left out if it has none. */
  clearHref?: string;
  /** The active filters, named if no row matches. */
  narrowing?: Narrowing;
  /** Another suggestion if no row matches, such as a link to include inactive operators. */
  wayOut?: React.ReactNode;
  /** Shown in place of the table if the list is empty without any filter. */
  empty?: React.ReactNode;
  title?: React.ReactNode;
  /** Right of the title. */
  action?: React.ReactNode;
  /** The table of the rows. */
  children: React.ReactNode;
};

/**
 * Renders a page of a list in its card, with links to the other pages. A list without filters shows its total only if
 * it has more than one page.
 */
export function List({
  rows,
  total,
  page,
  perPage,
  nouns,
  hrefFor,
  title,
  action,
  children,
  ...none
}: ListProps) {
  const [one, many] = nouns;
  const hasPager = none.clearHref !== undefined || total > perPage || page > 1;
  return (
    <div>
      <Card flush title={title} action={action}>
        {rows.length > 0 ? (
          children
        ) : total > 0 ? (
          <Empty
            title="There is no such page"
            action={
              <Link href={hrefFor({ page: 1 })} className={buttonClass()}>
                First page
              </Link>
            }
          >
            The list has fewer pages.
          </Empty>
        ) : (
          (none.empty ?? <NothingPasses noun={many} {...none} />)
        )}
      </Card>
      {hasPager && (
        <Pager
          page={page}
          perPage={perPage}
          total={total}
          noun={total === 1 ? one : many}
          hrefForPage={(page) => hrefFor({ page })}
          hrefForPerPage={(rows) => hrefFor({ rows })}
        />
      )}
    </div>
  );
}

const NothingPasses = ({
  noun,
  clearHref,
  wayOut,
  narrowing: { search, filters } = { search: false, filters: false },
}: { noun: string } & Pick<ListProps, "clearHref" | "wayOut" | "narrowing">) => (
  <Empty
    title={
      filters
        ? `No ${noun} match these filters`
        : search
          ? `No ${noun} match this search`
          : `No ${noun} to list`
    }
    action={
      <span className="flex flex-wrap justify-center gap-2">
        {wayOut}
        {clearHref && (search || filters) && (
          <Link href={clearHref} className={buttonClass("primary")}>
            {filters ? "Clear filters" : "Clear search"}
          </Link>
        )}
      </span>
    }
  >
    {filters
      ? `Remove a filter${search ? ", or search for less" : ""}.`
      : search && "Try fewer or other words."}
  </Empty>
);
