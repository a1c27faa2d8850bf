import { Card } from "@/app/_components/ui/card";
import { Count } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import type { RouterOutputs } from "@/server/trpc/router";
import { Line } from "./line";

type Status = NonNullable<RouterOutputs["analytics"]["chain"]["status"]>;

/** Shows how the figures of pages compared with the contracts' since this process began. */
export function ChainStatus({ status: { outcomes, block, at } }: { status: Status }) {
  return (
    <Card title="Checked on chain" action="since this process began">
      <Line label="Asked for the last run">
        {block === null ? (
          "not yet"
        ) : (
          <>
            at block <Count value={block} />, <Time at={at} />
          </>
        )}
      </Line>
      <Line label="Figures that agree">
        <Count value={outcomes.agrees} />
      </Line>
      <Line label="Newer on chain">
        <Count value={outcomes.newer} />
      </Line>
      <Line label="Differ, and nothing explains it">
        {outcomes.differs > 0 ? (
          <span className="text-medium">
            <Count value={outcomes.differs} />, in the log
          </span>
        ) : (
          <Count value={outcomes.differs} />
        )}
      </Line>
      <Line label="Only known on chain">
        <Count value={outcomes["ours not known"]} />
      </Line>
      <Line label="Not answered">
        <Count value={outcomes["not answered"]} />
      </Line>
    </Card>
  );
}
