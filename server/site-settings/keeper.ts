import { describeFailure } from "../failures/describe-failure";
import { log } from "../log";
import { configured, type SiteSettings } from "./site-settings";

/** How often they are read while changes cannot be heard. */
const DEAF_MILLISECONDS = 500;
/** How often they are read in any case. */
const KEPT_MILLISECONDS = 30_000;

export type SettingsKeeper = ReturnType<typeof makeSettingsKeeper>;

/**
 * Keeps the settings in memory: reads them when a change is announced, and again and again while none can be heard. While
 * the database is away the last ones stand, and before the first answer those of the configuration.
 */
export function makeSettingsKeeper(
  read: () => Promise<SiteSettings>,
  hears: () => boolean,
  clock = () => performance.now(),
) {
  let current: SiteSettings | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let isWanted = false;
  let isDown = false;
  let reading: Promise<void> | undefined;

  const readAll = async () => {
    while (isWanted) {
      isWanted = false;
      try {
        current = await read();
        readAt = clock();
        if (isDown) log.info("the settings of the site are read again");
        isDown = false;
      } catch (error) {
        if (!isDown)
          log.warn(describeFailure(error), "the settings of the site cannot be read: the last ones stand");
        isDown = true;
      }
    }
    reading = undefined;
  };
  /** Reads them once more; a read that is under way may have missed the change. */
  const refresh = async () => {
    isWanted = true;
    reading ??= readAll();
    await reading;
  };
  const timer = setInterval(() => {
    if (!reading && (isDown || !hears() || clock() - readAt > KEPT_MILLISECONDS)) void refresh();
  }, DEAF_MILLISECONDS);
  timer.unref();
  return {
    current: () => current ?? configured(),
    refresh,
    close: () => clearInterval(timer),
  };
}

const kept = globalThis as typeof globalThis & { eigenwatchSettings?: SettingsKeeper };

/** Has this process use the settings of this keeper. */
export function keepSettings(keeper: SettingsKeeper): void {
  kept.eigenwatchSettings ??= keeper;
}

/** Returns the settings that count now, from memory. Never fails, and never waits. */
export const siteSettings = (): SiteSettings => kept.eigenwatchSettings?.current() ?? configured();

/** Reads the settings again, because they may have changed. */
export const hearOfSettings = (): void => void kept.eigenwatchSettings?.refresh();
