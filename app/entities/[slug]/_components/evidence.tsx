import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Card } from "@/app/_components/ui/card";
import { Counted } from "@/app/_components/values/quantity";
import { formatDay } from "@/server/format";
import { KNOWN_ENTITIES } from "@/server/network/entities/known-entities";
import type { RouterOutputs } from "@/server/trpc/router";

type Entities = RouterOutputs["analytics"]["entities"];

/** Shows the evidence that the operators of an entity belong together, for all and for each. */
export const Evidence = ({
  entity,
  operators,
}: {
  entity: Entities["overview"];
  operators: Entities["operators"]["rows"];
}) => (
  <Card title="Why they belong together" action={`reviewed on ${formatDay(entity.reviewedOn)}`}>
    <p className="max-w-prose">{entity.evidence}</p>
    <p className="mt-2 max-w-prose text-sm text-dim">
      From what the operators declare themselves, in{" "}
      <a href={KNOWN_ENTITIES.source} target="_blank" rel="noreferrer" className="underline hover:text-ink">
        a list of {formatDay(KNOWN_ENTITIES.listedOn)}
      </a>
      . Nothing is grouped automatically, and {entity.name} did not confirm it to us.{" "}
      <Link href="/methodology#entities" className="underline hover:text-ink">
        How we review
      </Link>
    </p>
    {entity.runs.map(({ avs, reviewedName, evidence }) => (
      <p key={avs} className="mt-2 max-w-prose">
        It runs the AVS{" "}
        <Link href={`/avs/${avs}`} className="font-medium underline hover:text-ink">
          {reviewedName}
        </Link>
        . {evidence} A slash of its operators by this AVS is called its own.
      </p>
    ))}
    <details className="group mt-3 text-sm">
      <summary className="list-none text-accent select-none hover:underline">
        <span className="group-open:hidden">
          Evidence for each of <Counted value={operators.length} one="operator" />
        </span>
        <span className="hidden group-open:inline">Hide the evidence for each</span>
      </summary>
      <ul className="mt-2 divide-y border-t">
        {operators.map((row) => (
          <li key={row.address} className="grid gap-x-4 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
            <bdi className="truncate font-medium">{nameOf(row.name, row.address)}</bdi>
            <span className="text-dim">
              {row.evidence}
              {row.formerName && ` It was reviewed under the name “${row.formerName}”.`}
              {row.renamed && ` ${row.renamed}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  </Card>
);
