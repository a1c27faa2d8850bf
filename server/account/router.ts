import { procedureFor, router } from "../trpc";

export const accountRouter = router({
  viewer: procedureFor("viewer").query(({ ctx }) => ctx.viewer),
});
