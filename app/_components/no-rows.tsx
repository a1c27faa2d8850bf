import Link from "next/link";
import { Empty } from "./empty";
import { buttonClass } from "./ui/button";

type NoRowsProps = {
  /** How many rows there are on other pages. */
  total: number;
  firstHref: string;
  /** The list without any filter. */
  clearHref: string;
  /** What nothing was found of: "AVS". */
  noun: string;
  /** Another way out, such as a link that looks further. */
  action?: React.ReactNode;
};

/** In place of a list's table: the page is past the end, or nothing passes the filters. */
export function NoRows({ total, firstHref, clearHref, noun, action }: NoRowsProps) {
  if (total > 0)
    return (
      <Empty
        title="There is no such page"
        action={
          <Link href={firstHref} className={buttonClass()}>
            First page
          </Link>
        }
      >
        The list ends before it.
      </Empty>
    );
  return (
    <Empty
      title={`No ${noun} passes all of this`}
      action={
        <span className="flex flex-wrap justify-center gap-2">
          {action}
          <Link href={clearHref} className={buttonClass("primary")}>
            Clear filters
          </Link>
        </span>
      }
    >
      Take a filter off, or search for fewer words.
    </Empty>
  );
}
