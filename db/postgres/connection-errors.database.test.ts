import { expect, test } from "vitest";
import { createUserTestDatabase } from "../testing/databases";
import { connectUser } from "../user/client";
import { findUser } from "../user/users";
import { isUnreachable } from "./connection-errors";
import { DeadlineError } from "./deadline";

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const id = "00000000-0000-4000-8000-000000000001";

test("a database that is down, gone or silent cannot be asked; a wrong question can", async () => {
  const nowhere = connectUser("postgres://nobody@127.0.0.1:1/nothing");
  expect(isUnreachable(await reasonOf(findUser(nowhere.db, id)))).toBe(true);
  await nowhere.close();
  const user = await createUserTestDatabase();
  expect(isUnreachable(await reasonOf(findUser(user.db, "no uuid")))).toBe(false);
  const busy = findUser(user.db, id);
  await user.cutOff("eigenwatch");
  await busy.catch(() => {});
  await user.drop();
  expect(isUnreachable(new DeadlineError("later"))).toBe(true);
  expect(isUnreachable("words")).toBe(false);
});
