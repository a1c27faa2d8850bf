import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { Address } from "@/app/_components/values/address";
import type { WatchedItem } from "./items";
import { RemoveWatched } from "./remove-watched";

const NOUNS = { operator: "Operator", avs: "AVS", strategy: "Strategy" };

/** Lists watched entities that are no longer in the pipeline's data. */
export function GoneList({ items }: { items: WatchedItem[] }) {
  if (items.length === 0) return null;
  return (
    <Card flush title="Gone">
      <p className="px-4 pb-3 text-sm text-dim md:px-4.5">
        The pipeline does not know these any more, so there are no figures. They still count as watched.
      </p>
      <ul className="divide-y border-t">
        {items.map(({ entityType, entityId }) => (
          <li key={`${entityType} ${entityId}`} className="flex items-center gap-3 px-4 py-2.5 md:px-4.5">
            <Badge tone="medium">{NOUNS[entityType]}</Badge>
            <Address address={entityId} copy />
            <span className="ml-auto">
              <RemoveWatched
                entityType={entityType}
                entityId={entityId}
                name={`${NOUNS[entityType]} ${entityId}`}
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
