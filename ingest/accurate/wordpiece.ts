/**
 * WordPiece as BERT's uncased vocabularies use it (Devlin et al. 2019): lower case without accents, split at white space
 * and punctuation, then the longest pieces that the vocabulary has.
 */

export interface Vocabulary {
  /** Ids of a text's pieces, without [CLS] and [SEP]. */
  encode(text: string): number[]
  readonly cls: number
  readonly sep: number
}

/** A longer word is unknown as a whole. */
const LONGEST = 100
/** Marks and letters that stand apart from their neighbours: punctuation, all ASCII signs, ideographs. */
const PARTS =
  /[\p{P}$+<=>^`|~]|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\s\p{P}$+<=>^`|~\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+/gu
const CONTROLS = /\ufffd|(?![\t\n\r])[\p{Cc}\p{Cf}]/gu

/** Makes a tokenizer of a vocabulary, one piece a line; a piece's id is its line. */
export function openVocabulary(lines: string): Vocabulary {
  const ids = new Map(
    lines
      .replace(/\n$/, '')
      .split('\n')
      .map((piece, id) => [piece.replace(/\r$/, ''), id]),
  )
  const idOf = (piece: string): number => {
    const id = ids.get(piece)
    if (id === undefined) throw new Error(`the vocabulary has no ${piece}`)
    return id
  }
  const unknown = idOf('[UNK]')

  function pieces(word: string, out: number[]): void {
    const begin = out.length
    for (let from = 0; from < word.length; ) {
      let to = word.length
      let id: number | undefined
      for (; to > from; to--) {
        id = ids.get(from === 0 ? word.slice(0, to) : `##${word.slice(from, to)}`)
        if (id !== undefined) break
      }
      if (id === undefined) {
        out.length = begin
        out.push(unknown)
        return
      }
      out.push(id)
      from = to
    }
  }

  return {
    cls: idOf('[CLS]'),
    sep: idOf('[SEP]'),
    encode(text) {
      const plain = text
        .replace(CONTROLS, '')
        .toLowerCase()
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
      const out: number[] = []
      for (const [word] of plain.matchAll(PARTS)) {
        if ([...word].length > LONGEST) out.push(unknown)
        else pieces(word, out)
      }
      return out
    },
  }
}
