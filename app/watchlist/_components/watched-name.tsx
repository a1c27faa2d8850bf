import { Cell } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { WatchStar } from "@/app/_components/watch/watch-star";
import type { WatchedEntity } from "@/app/_hooks/use-watch";
import { plainName } from "@/app/_lib/plain-name";

const PAGES = { operator: "/operators", avs: "/avs", strategy: "/strategies" };

type WatchedNameProps = {
  kind: WatchedEntity["entityType"];
  address: string;
  name: string | null;
  phoneNote?: React.ReactNode;
  /** Marks after the name. */
  children?: React.ReactNode;
};

/** The first cell of a watched entity's row: its name, which leads to its page, and its star. */
export const WatchedName = ({ kind, address, name, phoneNote, children }: WatchedNameProps) => (
  <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
    <span className="flex min-w-0 items-center gap-2">
      <Entity
        address={address}
        name={name}
        href={`${PAGES[kind]}/${address}`}
        stretched
        phoneNote={phoneNote}
      />
      {children}
      <WatchStar
        entityType={kind}
        entityId={address}
        name={plainName(name) ?? address}
        wasWatched
        className="ml-auto"
      />
    </span>
  </Cell>
);
