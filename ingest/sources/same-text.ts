/** Comparing texts that came by different ways. */

/** Whether two texts differ in nothing but line ends and blanks at ends of lines, which not every way keeps. */
export function sameText(a: string, b: string): boolean {
  return bare(a) === bare(b)
}

const bare = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim()
