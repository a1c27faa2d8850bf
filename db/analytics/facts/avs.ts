import { sql } from "drizzle-orm";
import { avs, avsMetadata } from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readTable, type Source } from "./source";

const service = { address: cell.id(avs.id) };
const metadata = {
  address: cell.id(avsMetadata.avsId),
  name: cell.text(avsMetadata.name),
  description: cell.longText(avsMetadata.description),
  website: cell.longText(avsMetadata.website),
  twitter: cell.longText(avsMetadata.twitter),
  hasLogo: {
    ...cell.flag(avsMetadata.logo),
    expression: sql<boolean>`coalesce(trim(${avsMetadata.logo}), '') <> ''`.as("has_logo"),
  },
};

/** Returns every AVS with its own description of itself. */
export async function readAvs(source: Source) {
  return {
    avs: await readTable(source, avs, service),
    avsMetadata: await readTable(source, avsMetadata, metadata),
  };
}
