import { Modelled } from "@/app/_components/demo/demo";
import { Link } from "@/app/_components/navigation/link";
import { cx } from "@/app/_components/ui/cx";
import { ReportError } from "@/app/_components/verdict/report-error";
import { TONE_TEXT, VerdictShape } from "@/app/_components/verdict/verdict-mark";
import { api } from "@/app/_trpc/server";
import { VERDICT_LABEL, VERDICT_TONE } from "@/server/network/verdict/words";
import { Gates } from "./gates";
import { VerdictAccounts } from "./verdict-accounts";
import { OpenQuestions, VerdictLead } from "./verdict-lead";
import { VERDICT_PANEL } from "./verdict-panel-class";

/** Shows an operator's verdict: its word, a sentence, and the six questions with their answers and evidence. */
export async function VerdictPanel({ address, name }: { address: string; name: string | null }) {
  const verdict = await api.analytics.operators.verdict({ address });
  return (
    <section aria-labelledby="verdict" className={VERDICT_PANEL.whole}>
      <div className={VERDICT_PANEL.lead}>
        <h2 id="verdict" className="text-sm text-dim">
          Verdict
        </h2>
        <p
          className={cx(
            "flex items-center gap-2.5 text-2xl font-semibold tracking-tight text-balance",
            TONE_TEXT[VERDICT_TONE[verdict.word]],
          )}
        >
          <VerdictShape word={verdict.word} className="size-5" />
          {VERDICT_LABEL[verdict.word]}
        </p>
        <p className="max-w-prose wrap-anywhere text-pretty">
          <VerdictLead
            verdict={verdict}
            modelled={verdict.isDemo && <Modelled table="historical_tvs_snapshots" />}
          />
        </p>
        <VerdictAccounts address={address} />
        <p className="mt-auto text-xs text-dim">
          <OpenQuestions verdict={verdict} />{" "}
          <Link href="/methodology#verdict" prefetch={false} className="underline hover:text-ink">
            How it is judged
          </Link>
          <ReportError
            about={{ kind: "operator", name, id: address }}
            className="ml-2 underline hover:text-ink"
          />
        </p>
      </div>
      <Gates address={address} verdict={verdict} />
    </section>
  );
}
