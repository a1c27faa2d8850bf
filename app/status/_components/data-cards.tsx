import { Card } from "@/app/_components/ui/card";
import { Counted } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import type { RouterOutputs } from "@/server/trpc/router";
import { Line } from "./line";

type Data = RouterOutputs["analytics"]["network"]["data"];

/** Shows how far each part of the data reaches, and which parts are missing, empty or implausible. */
export const DataCards = ({ data }: { data: Data }) => (
  <div className="grid gap-4 lg:grid-cols-2">
    <Card title="How far the data reaches">
      {data.parts.length === 0 && <p className="text-dim">No part says how far it reaches.</p>}
      {data.parts.map(({ part, at, isLate }) => (
        <Line key={part} label={part}>
          {at ? <Time at={at} show="instant" /> : "not known"}
          {isLate && <span className="text-medium"> · late</span>}
        </Line>
      ))}
      {data.values.map(({ what, oldestAt, newestAt, unknownCount }) => (
        <Line key={what} label={what}>
          {oldestAt ? (
            <>
              <Time at={oldestAt} show="day" /> to <Time at={newestAt} show="day" />
            </>
          ) : (
            "not known"
          )}
          {oldestAt && unknownCount > 0 && (
            <span className="text-dim">
              {" "}
              · <Counted value={unknownCount} one="strategy" /> without
            </span>
          )}
        </Line>
      ))}
    </Card>
    <Card title="Missing data">
      <Line label="Tables that are missing">{named(data.missingTables)}</Line>
      <Line label="Tables that are empty">{named(data.emptyTables)}</Line>
      {data.implausible.length === 0 ? (
        <Line label="Cells with implausible values">none</Line>
      ) : (
        data.implausible.map(({ table, column, count }) => (
          <Line key={`${table} ${column}`} label={`Implausible: ${table}, ${column}`}>
            <Counted value={count} one="cell" />
          </Line>
        ))
      )}
    </Card>
  </div>
);

const named = (tables: string[]) => (tables.length === 0 ? "none" : tables.join(", "));
