import { entityImage, IMAGE_SIZE } from "@/app/_components/entity/entity-image";
import { valueWords } from "@/app/_components/values/value-words";
import { formatNumber } from "@/server/format";
import { findStrategy } from "./strategy";

export const size = IMAGE_SIZE;
export const contentType = "image/png";
export const alt = "Value restaked, price, operators and delegators of an EigenLayer strategy";

export default async function Image({ params }: { params: Promise<{ address: string }> }) {
  const found = await findStrategy(params);
  return await entityImage({
    kind: "EigenLayer strategy",
    name: found.symbol,
    address: found.address,
    figures: [
      ["Value secured", valueWords(found)],
      ["Operators", formatNumber(found.operatorCount)],
      ["Delegators", formatNumber(found.delegatorCount)],
      ["AVSs", formatNumber(found.avsCount)],
    ],
  });
}
