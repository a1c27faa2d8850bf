import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Count, Counted, Part, Usd } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { KIND_WORDS } from "@/app/entities/kinds";
import type { RouterOutputs } from "@/server/trpc/router";

type Found = RouterOutputs["analytics"]["entities"]["overview"];

/** Shows the headline figures of an entity. */
export const EntityFigures = ({ entity }: { entity: Found }) => (
  <StatStrip>
    <Stat
      label={
        <>
          Value secured <MetricTip metric="tvs" />
        </>
      }
      note="by all its operators"
    >
      <Usd value={entity.tvsUsd} of={entity} />
    </Stat>
    <Stat label="Of the network" note="of its priced stake">
      <Part value={entity.ofNetworkRatio} />
    </Stat>
    <Stat
      label="Operators"
      note={
        entity.partners.length === 0 ? (
          `no ${KIND_WORDS[entity.kind].partner} known`
        ) : (
          <Counted value={entity.partners.length} one={`known ${KIND_WORDS[entity.kind].partner}`} />
        )
      }
    >
      <Count value={entity.operatorCount} />
    </Stat>
    <Stat
      label="Delegators"
      note={
        entity.delegatorUnknownCount > 0 ? (
          <>
            without <Counted value={entity.delegatorUnknownCount} one="operator" />
          </>
        ) : (
          "operators themselves included"
        )
      }
    >
      <Count value={entity.delegatorCount} />
    </Stat>
    <Stat label="AVSs" note="at least one secures">
      <Count value={entity.avsCount} />
    </Stat>
    <Stat
      label={
        <>
          Slashings <MetricTip metric="slashings" />
        </>
      }
      note="of all its operators"
    >
      <Count value={entity.slashingCount} className={entity.slashingCount ? "text-critical" : undefined} />
    </Stat>
  </StatStrip>
);
