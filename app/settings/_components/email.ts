import type { RouterOutputs } from "@/server/trpc/router";

export type Email = RouterOutputs["account"]["emails"]["list"]["emails"][number];
