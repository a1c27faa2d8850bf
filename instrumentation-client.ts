import { substituteMissing } from "./app/_browser/browser";

// Has to run before any other code of the page.
substituteMissing();
