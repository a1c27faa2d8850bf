import { cookies } from "next/headers";
import { formatCounted } from "@/server/format";
import { Usd } from "../values/quantity";
import { findDemo } from "./demo";
import { DemoLine } from "./demo-line";
import { DEMO_LINE_COOKIE } from "./demo-line-cookie";

/** Says at the top of every page which data of a demo is real and which is not. Renders nothing on real data. */
export async function DemoNotice() {
  const [demo, kept] = await Promise.all([findDemo(), cookies()]);
  if (!demo) return null;
  const { real, modelled, exampleOperatorCount, exampleAvsCount, exampleSlashingCount, exampleUsd } = demo;
  return (
    <DemoLine isFolded={kept.get(DEMO_LINE_COOKIE)?.value === "folded"}>
      {real && <>Real: {real}. </>}
      {modelled && <>Modelled: {modelled}. </>}
      {exampleOperatorCount > 0 && (
        <>
          Fictional: {formatCounted(exampleOperatorCount, "example operator")} and{" "}
          {formatCounted(exampleAvsCount, "example AVS", "example AVSs")} with <Usd value={exampleUsd} />
          {exampleSlashingCount > 0 && <> and {formatCounted(exampleSlashingCount, "example slashing")}</>}.
        </>
      )}
    </DemoLine>
  );
}
