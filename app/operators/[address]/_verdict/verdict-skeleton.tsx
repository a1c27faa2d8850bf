import { Card } from "@/app/_components/ui/card";
import { places, Words } from "@/app/_components/ui/skeleton";
import { GATE_IDS } from "@/server/network/verdict/verdict";
import { Gate, QUESTIONS } from "./gate";
import { VERDICT_PANEL } from "./verdict-panel-class";

/** Renders the verdict's panel before its answers are there: the questions are always the same. */
export const VerdictSkeleton = () => (
  <section className={VERDICT_PANEL.whole}>
    <div className={VERDICT_PANEL.lead}>
      <h2 className="text-sm text-dim">Verdict</h2>
      <p className="text-2xl">
        <Words className="w-48" />
      </p>
      {places(2).map((line) => (
        <p key={line}>
          <Words className="w-full" />
        </p>
      ))}
      <p className="mt-auto text-xs">
        <Words className="w-full" />
        <Words className="w-40" />
      </p>
    </div>
    <ol className="divide-y">
      {GATE_IDS.map((id) => (
        <Gate key={id} question={QUESTIONS[id]} tone="unknown">
          <Words className="w-full" />
        </Gate>
      ))}
    </ol>
  </section>
);

/** Renders the leaving card before its answers are there. */
export const LeavingSkeleton = () => (
  <Card title={<Words className="w-48" />}>
    <div className="grid gap-x-10 gap-y-5 lg:grid-cols-[1.5fr_1fr]">
      <div>
        {places(8).map((line) => (
          <p key={line}>
            <Words className="w-full" />
          </p>
        ))}
      </div>
      <div>
        <Words className="w-40" />
      </div>
    </div>
    <p className="mt-4 max-w-prose text-xs">
      {places(3).map((line) => (
        <Words key={line} className="w-full" />
      ))}
    </p>
  </Card>
);
