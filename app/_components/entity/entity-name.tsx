import type { WatchedEntity } from "@/app/_components/watch/use-watch";
import { SlashedMark } from "../slashings/slashed-mark";
import { WatchStar } from "../watch/watch-star";
import { Entity } from "./entity";
import { plainName } from "./plain-name";

const PAGES = { operator: "/operators", avs: "/avs", strategy: "/strategies" };

type EntityNameProps = {
  kind: WatchedEntity["entityType"];
  address: string;
  name: string | null;
  /** The text for an entity without a name; "no name declared" by default. */
  nameless?: string;
  phoneNote?: React.ReactNode;
  /** Marks after the name. */
  children?: React.ReactNode;
  /** Controls before the star. */
  tools?: React.ReactNode;
  wasWatched?: boolean;
};

/** The classes of a cell with an `EntityName`. */
export const ENTITY_CELL = "w-full max-w-0 min-w-36 sm:min-w-52";

/** Renders an entity in its row: its name, whose link covers the row, and its star. */
export const EntityName = ({
  kind,
  address,
  name,
  nameless,
  phoneNote,
  children,
  tools,
  wasWatched,
}: EntityNameProps) => (
  <span className="flex min-w-0 items-center gap-2">
    <Entity
      address={address}
      name={name}
      nameless={nameless}
      href={`${PAGES[kind]}/${address}`}
      stretched
      note={kind === "operator" && <SlashedMark operator={address} />}
      phoneNote={phoneNote}
    />
    {children}
    <span className="ml-auto flex">
      {tools}
      <WatchStar
        entityType={kind}
        entityId={address}
        name={plainName(name) ?? address}
        wasWatched={wasWatched}
      />
    </span>
  </span>
);
