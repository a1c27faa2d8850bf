import { entityImage, IMAGE_SIZE } from "@/app/_components/entity/entity-image";
import { valueWords } from "@/app/_components/values/value-words";
import { KIND_WORDS } from "@/app/entities/kinds";
import { formatNumber } from "@/server/format";
import { findEntity } from "./entity";

export const size = IMAGE_SIZE;
export const contentType = "image/png";
export const alt = "Operators, value secured, AVSs and slashings of a brand or node operator on EigenLayer";

export default async function Image({ params }: { params: Promise<{ slug: string }> }) {
  const found = await findEntity(params);
  return await entityImage({
    kind: `${KIND_WORDS[found.kind].one} on EigenLayer`,
    name: found.name,
    figures: [
      ["Value secured", valueWords(found)],
      ["Operators", formatNumber(found.operatorCount)],
      ["AVSs", formatNumber(found.avsCount)],
      ["Slashings", formatNumber(found.slashingCount)],
    ],
  });
}
