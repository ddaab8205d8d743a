/** Prints a page of help. @module */
import type { Output } from "../output.ts";
import { helpLines, type HelpPage } from "./help_page.ts";

/** Prints it as the result. */
export function printHelp(page: HelpPage, output: Output): void {
  for (const line of helpLines(page)) {
    const isHeading = line !== "" && !line.startsWith(" ");
    output.result(line, isHeading ? "heading" : undefined);
  }
}
