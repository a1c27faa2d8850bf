/** Returns whether a statement was refused because no admin would be left, as the trigger keep_an_admin does. */
export function isLastAdmin(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("constraint_name" in error && error.constraint_name === "users_last_admin_check") return true;
  return isLastAdmin(error.cause);
}
