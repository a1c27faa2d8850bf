import { Card } from "./card";
import { Empty } from "./empty";
import { Link } from "./link";
import { Pager } from "./pager";
import { buttonClass } from "./ui/button";

type ListProps = {
  /** Of this page. */
  rows: unknown[];
  /** Of all pages. */
  total: number;
  page: number;
  perPage: number;
  /** What is listed, one and many of it. */
  nouns: [one: string, many: string];
  hrefFor: (change: { page?: number; rows?: number }) => string;
  /** The list without any filter; left out where it has none. */
  clearHref?: string;
  /** Another way out when nothing passes the filters, such as a link that looks further. */
  wayOut?: React.ReactNode;
  /** In place of the table when there is nothing at all. */
  empty?: React.ReactNode;
  title?: string;
  /** Right of the title. */
  action?: React.ReactNode;
  /** The table of the rows. */
  children: React.ReactNode;
};

/**
 * A page of a list in its card, with the ways to the other pages. A list that cannot be narrowed says how many there are
 * only where one page does not hold them.
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
            The list ends before it.
          </Empty>
        ) : (
          (none.empty ?? <NothingPasses noun={one} clearHref={none.clearHref} wayOut={none.wayOut} />)
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
}: { noun: string } & Pick<ListProps, "clearHref" | "wayOut">) => (
  <Empty
    title={`No ${noun} passes all of this`}
    action={
      <span className="flex flex-wrap justify-center gap-2">
        {wayOut}
        {clearHref && (
          <Link href={clearHref} className={buttonClass("primary")}>
            Clear filters
          </Link>
        )}
      </span>
    }
  >
    Take a filter off, or search for less.
  </Empty>
);
