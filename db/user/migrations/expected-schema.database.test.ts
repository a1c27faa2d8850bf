import { expect, it, vi } from "vitest";
import { roles } from "../../postgres/embedded/roles";
import { SettingError } from "../../postgres/setting-error";
import { createUserTestDatabase } from "../../testing/databases";
import { checkUserSchema } from "./drift";

vi.mock("../../postgres/embedded/throwaway", () => ({
  startThrowawayPostgres: async () => {
    throw new SettingError("The programs of the embedded Postgres are not installed.");
  },
}));

it("the check needs no Postgres programs, and says in one line when it needs them and has none", async () => {
  const user = await createUserTestDatabase();
  const check = async (url: string) => await checkUserSchema({ url, applicationRole: roles.application });
  expect(await check(user.migratorUrl)).toEqual({ problems: [], notes: [] });
  await expect(check(user.applicationUrl)).rejects.toThrow(
    /^The schema to compare with cannot be made\. Role \w+ may not create a schema in \w+\. And here no Postgres starts: The programs of the embedded Postgres are not installed\.$/,
  );
  await user.drop();
});
