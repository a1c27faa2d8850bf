/** The exit code of a web server whose settings are invalid (EX_CONFIG of sysexits.h): a restart cannot help. */
export const CONFIGURATION_EXIT_CODE = 78;
