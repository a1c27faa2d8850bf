import { breadcrumbs, dataset, type Measured } from "@/app/_components/structured-data/schema-org";
import { env } from "@/server/env";
import { Link } from "../navigation/link";
import { StructuredData } from "../structured-data/structured-data";

type EntityHeadProps = {
  name: string;
  /** Its logo or identicon. */
  mark: React.ReactNode;
  /** The status in a word or two, after the name. */
  standing?: React.ReactNode;
  /** Shown under the name: the address and links to other sites. */
  children: React.ReactNode;
  /** Buttons: watch, compare and the like. */
  tools?: React.ReactNode;
};

/** Renders the top of the page of one operator, AVS, strategy or staker. */
export const EntityHead = ({ name, mark, standing, children, tools }: EntityHeadProps) => (
  <header className="mb-4.5 flex flex-wrap items-center gap-x-3.5 gap-y-2">
    {mark}
    <div className="min-w-0 grow basis-[70%] sm:basis-0">
      <h1 className="flex flex-wrap items-center gap-x-2 sm:gap-x-3 text-2xl font-semibold tracking-tight">
        <bdi className="min-w-0 break-words">{name}</bdi>
        {standing}
      </h1>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dim">{children}</div>
    </div>
    {tools && <div className="flex gap-2 sm:ml-auto">{tools}</div>}
  </header>
);

type BreadcrumbProps = {
  /** The list that the entity is in. */
  list: { name: string; path: string };
  name: string;
  /** The path of the entity's page. */
  path: string;
  /** A description of the page's figures, for search engines. */
  figures: string;
  /** A statement of this site about the entity, for search engines. */
  measured?: Measured;
};

/** Renders the path to the page, for people and for search engines. */
export const Breadcrumb = ({ list, name, path, figures, measured }: BreadcrumbProps) => (
  <>
    <StructuredData
      things={[
        breadcrumbs(env.PUBLIC_URL, list, { name, path }),
        dataset(env.PUBLIC_URL, { name: `${name} on EigenLayer`, description: figures, path, measured }),
      ]}
    />
    <nav aria-label="Breadcrumb" className="mb-3.5 truncate text-sm text-dim">
      <Link href={list.path} className="hover:text-ink hover:underline">
        {list.name}
      </Link>{" "}
      / <bdi>{name}</bdi>
    </nav>
  </>
);
