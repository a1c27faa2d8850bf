import { procedureFor, router } from "../trpc";

export const accountRouter = router({
  viewer: procedureFor("viewer").query(({ ctx: { viewer } }) =>
    viewer.account
      ? {
          tier: viewer.account.tier,
          address: viewer.account.address,
          displayName: viewer.account.displayName,
        }
      : { tier: "VISITOR" as const },
  ),
});
