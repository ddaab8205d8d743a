export interface GlobOptions {
  extended?: boolean;
  globstar?: boolean;
  caseInsensitive?: boolean;
}
/** A regular expression that matches what the shell pattern matches, anchored on both ends. */
export function globToRegExp(glob: string, options?: GlobOptions): RegExp;
