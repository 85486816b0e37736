/** Whether a text is English enough for acts to be extracted from it. */
const COMMON = new Set(
  'the of and to in is that it for you was on are as with this be have not but at from or by an they which would there we can if so what will more about one has do my no like just your than'.split(
    ' ',
  ),
)
const LEAST_WORDS = 12
const LEAST_SHARE = 0.12

/** 'en', or 'und' when the letters are mostly not Latin or a longer text has hardly a common English word. */
export function language(text: string): 'en' | 'und' {
  const sample = text.slice(0, 4000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters > 0 && latin * 2 < letters) return 'und'
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < LEAST_WORDS) return 'en'
  return words.filter((word) => COMMON.has(word)).length >= words.length * LEAST_SHARE ? 'en' : 'und'
}
