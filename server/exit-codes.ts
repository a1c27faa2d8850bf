/** How a web server ends that its settings keep from serving (EX_CONFIG of sysexits.h): starting it again is no use. */
export const CONFIGURATION_EXIT_CODE = 78;
