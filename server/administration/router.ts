import { router } from "../trpc/procedure";
import { accountsRouter } from "./accounts";
import { settingsRouter } from "./settings";

export const administrationRouter = router({ accounts: accountsRouter, settings: settingsRouter });
