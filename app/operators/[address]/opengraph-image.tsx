import { entityImage, IMAGE_SIZE } from "@/app/_components/entity/entity-image";
import { valueWords } from "@/app/_components/values/value-words";
import { answeredWords } from "@/app/_components/verdict/answered-words";
import { formatCounted, formatNumber } from "@/server/format";
import { findOperator } from "./operator";

export const size = IMAGE_SIZE;
export const contentType = "image/png";
export const alt = "Verdict, value secured, delegators, AVSs and slashings of an EigenLayer operator";

export default async function Image({ params }: { params: Promise<{ address: string }> }) {
  const found = await findOperator(params);
  return await entityImage({
    kind: found.slashingCount
      ? `EigenLayer operator, slashed ${formatCounted(found.slashingCount, "time")}`
      : "EigenLayer operator",
    name: found.name,
    verdict: {
      word: found.verdict,
      answered: answeredWords(found),
    },
    address: found.address,
    figures: [
      ["Value secured", valueWords(found)],
      ["Delegators", formatNumber(found.delegatorCount)],
      ["AVSs", formatNumber(found.avsCount)],
      ["Slashings", formatNumber(found.slashingCount)],
    ],
  });
}
