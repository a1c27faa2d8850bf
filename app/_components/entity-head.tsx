import { breadcrumbs, dataset } from "@/app/_lib/structured-data";
import { env } from "@/server/env";
import { Link } from "./link";
import { StructuredData } from "./structured-data";

type EntityHeadProps = {
  name: string;
  /** Its logo or identicon. */
  mark: React.ReactNode;
  /** After its name: how it stands, in a word or two. */
  standing?: React.ReactNode;
  /** Under its name: its address and where else it is found. */
  children: React.ReactNode;
  /** What can be done with it. */
  tools?: React.ReactNode;
};

/** The top of the page of one operator, AVS, asset or staker. */
export const EntityHead = ({ name, mark, standing, children, tools }: EntityHeadProps) => (
  <header className="mb-4.5 flex flex-wrap items-center gap-x-3.5 gap-y-2">
    {mark}
    <div className="min-w-0 grow basis-[70%] sm:basis-0">
      <h1 className="flex flex-wrap items-center gap-x-2 sm:gap-x-3 text-2xl font-semibold tracking-tight">
        <span className="min-w-0 break-words">{name}</span>
        {standing}
      </h1>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dim">{children}</div>
    </div>
    {tools && <div className="flex gap-2 sm:ml-auto">{tools}</div>}
  </header>
);

type BreadcrumbProps = {
  /** The list that it is found in. */
  list: { name: string; path: string };
  name: string;
  /** Its page. */
  path: string;
  /** What the figures of the page are, for search engines. */
  figures: string;
};

/** Where a page stands, for people and for search engines. */
export const Breadcrumb = ({ list, name, path, figures }: BreadcrumbProps) => (
  <>
    <StructuredData
      things={[
        breadcrumbs(env.PUBLIC_URL, list, { name, path }),
        dataset(env.PUBLIC_URL, { name: `${name} on EigenLayer`, description: figures, path }),
      ]}
    />
    <nav aria-label="Breadcrumb" className="mb-3.5 truncate text-sm text-dim">
      <Link href={list.path} className="hover:text-ink hover:underline">
        {list.name}
      </Link>{" "}
      / {name}
    </nav>
  </>
);
