import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { track } from '../../../ingest/edits/track.ts'
import { lifeLines, revisions } from './life-lines.ts'

const HEN = 'The hen lays one egg on most days of the year.'
const FOX = 'A fox comes at night when the gate is open.'
const ROOF = 'The roof of the coop leaks in the north corner.'
const GRAIN = 'Grain costs more in spring than in autumn.'

describe('one sentence through its revisions', () => {
  test('kept, then withdrawn, then restored by its own words', () => {
    expect(lifeLines([HEN, FOX], [HEN, FOX], [HEN], [FOX, HEN])).toEqual([
      `${HEN}: introduced, kept, kept, kept`,
      `${FOX}: introduced, kept, withdrawn, restored`,
    ])
  })

  test('reworded keeps its life', () => {
    const darker = 'A fox comes at night when the gate has been left open.'
    expect(lifeLines([HEN, FOX, ROOF], [HEN, darker, ROOF])[1]).toBe(`${FOX}: introduced, reworded (${darker})`)
  })

  test('a negation is a rewording', () => {
    expect(lifeLines([HEN, 'It will be cold.'], [HEN, 'It will not be cold.'])[1]).toBe(
      'It will be cold.: introduced, reworded (It will not be cold.)',
    )
  })

  test('replaced by something else: withdrawn, and the new one introduced', () => {
    expect(lifeLines([HEN, FOX, ROOF], [HEN, GRAIN, ROOF])).toEqual([
      `${HEN}: introduced, kept`,
      `${FOX}: introduced, withdrawn`,
      `${ROOF}: introduced, kept`,
      `${GRAIN}: introduced`,
    ])
  })

  test('typography, emphasis, capitals and punctuation change nothing', () => {
    expect(lifeLines(['the hen\'s egg is "fresh" -- mostly.'], ['The hen’s *egg* is “fresh” — mostly!'])).toEqual([
      'the hen\'s egg is "fresh" -- mostly.: introduced, kept',
    ])
  })

  test('a sign that carries meaning is no punctuation', () => {
    expect(lifeLines(['Then x < y holds.'], ['Then x > y holds.'])).toEqual([
      'Then x < y holds.: introduced, reworded (Then x > y holds.)',
    ])
  })

  test('a sentence that returns in nearly its words is restored', () => {
    const again = 'A fox comes at night when the gate stands open.'
    expect(lifeLines([HEN, FOX], [HEN], [HEN, again])[1]).toBe(`${FOX}: introduced, withdrawn, restored (${again})`)
  })

  test('quoted sentences and code are not the document’s own', () => {
    expect(lifeLines([`> ${HEN}`, '`let x = 1', FOX])).toEqual([`${FOX}: introduced`])
  })
})

describe('order', () => {
  test('only what moved against its neighbours is moved', () => {
    expect(lifeLines([HEN, FOX, ROOF, GRAIN], [GRAIN, HEN, FOX, ROOF])).toEqual([
      `${HEN}: introduced, kept`,
      `${FOX}: introduced, kept`,
      `${ROOF}: introduced, kept`,
      `${GRAIN}: introduced, moved`,
    ])
  })

  test('an insertion above moves nothing', () => {
    expect(lifeLines([FOX, ROOF], [HEN, FOX, ROOF]).slice(0, 2)).toEqual([
      `${FOX}: introduced, kept`,
      `${ROOF}: introduced, kept`,
    ])
  })

  test('a passage that moved and was reworded is the same passage', () => {
    const changed = 'The roof of the coop still leaks in the north corner.'
    expect(lifeLines([ROOF, HEN, FOX, GRAIN], [HEN, FOX, GRAIN, changed])[0]).toBe(
      `${ROOF}: introduced, reworded (${changed})`,
    )
  })
})

describe('struck', () => {
  test('struck while it is struck through, restored after', () => {
    expect(lifeLines([HEN, FOX], [`~${HEN}`, FOX], [`~${HEN}`, FOX], [HEN, FOX])).toEqual([
      `${HEN}: introduced, struck (~${HEN}), struck, restored (${HEN})`,
      `${FOX}: introduced, kept, kept, kept`,
    ])
  })

  test('a wholly struck comment', () => {
    expect(lifeLines([HEN, FOX], [`~${HEN}`, `~${FOX}`]).every((line) => line.includes(', struck'))).toBe(true)
  })
})

describe('split and merged', () => {
  const whole = 'The gate was left open, the fox came in, and in the morning nine of the eleven hens were gone.'
  const head = 'The gate was left open and the fox came in.'
  const tail = 'In the morning nine of the eleven hens were gone.'

  test('a split goes on in its most similar part', () => {
    const short = 'It was late.'
    const long = `It was late, and ${tail[0]!.toLowerCase()}${tail.slice(1)}`
    expect(lifeLines([ROOF, long, GRAIN], [ROOF, short, tail, GRAIN])).toEqual([
      `${ROOF}: introduced, kept`,
      `${long}: introduced, reworded (${tail})`,
      `${GRAIN}: introduced, kept`,
      `${short}: introduced`,
    ])
  })

  test('of parts about as similar the first is the heir', () => {
    expect(lifeLines([ROOF, whole, GRAIN], [ROOF, head, tail, GRAIN])[1]).toBe(
      `${whole}: introduced, reworded (${head})`,
    )
  })

  test('merged sentences share the merged one, and part again', () => {
    expect(lifeLines([ROOF, head, tail, GRAIN], [ROOF, whole, GRAIN], [ROOF, head, tail, GRAIN]).slice(1, 3)).toEqual([
      `${head}: introduced, reworded (${whole}), reworded (${head})`,
      `${tail}: introduced, reworded (${whole}), reworded (${tail})`,
    ])
  })

  test('a full stop that becomes a semicolon changes nothing', () => {
    expect(lifeLines([HEN, FOX], [`${HEN.slice(0, -1)}; ${FOX}`]).map((line) => line.replace(/ \(.*\)/, ''))).toEqual([
      `${HEN}: introduced, kept`,
      `${FOX}: introduced, kept`,
    ])
  })

  test('the lookalike beside a deleted sentence is no merge', () => {
    const twin = 'A fox comes at night when the gate is open, and so does the marten.'
    expect(lifeLines([HEN, FOX, twin], [HEN, twin])[1]).toBe(`${FOX}: introduced, withdrawn`)
  })
})

describe('reverts', () => {
  test('a revert gives each sentence the identity that it had', () => {
    const other = 'Nobody knows how many hens there were.'
    expect(lifeLines([HEN, HEN, FOX], [other, ROOF], [HEN, HEN, FOX])).toEqual([
      `${HEN}: introduced, withdrawn, restored`,
      `${HEN}: introduced, withdrawn, restored`,
      `${FOX}: introduced, withdrawn, restored`,
      `${other}: introduced, withdrawn`,
      `${ROOF}: introduced, withdrawn`,
    ])
  })
})

describe('numbers and laws', () => {
  test('equal sentences are numbered in their revision, and no number is given twice', () => {
    expect(track(revisions([`${HEN}\n${HEN}`])).map((one) => one.nth)).toEqual([0, 1])
    const changed = 'The hen lays one egg on nearly all days of the year.'
    const tracks = track(revisions([HEN, changed, `${changed}\n${FOX}\n${ROOF}\n${HEN}`]))
    expect(tracks.filter((one) => one.nth === 1)).toHaveLength(1)
  })

  const line = fc.constantFrom(HEN, FOX, ROOF, GRAIN, `~${HEN}`, `${FOX} Often.`, `${HEN} ${FOX}`, `> ${ROOF}`)
  const history = fc.array(
    fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n')),
    { minLength: 1, maxLength: 6 },
  )

  test('every own sentence of every revision has a life there, and withdrawn is followed by nothing or restored', () => {
    fc.assert(
      fc.property(history, (texts) => {
        const inputs = revisions(texts)
        const tracks = track(inputs)
        inputs.forEach((input, index) => {
          const starts = new Set(
            tracks.flatMap((one) => one.life.filter((e) => e.revision === index).map((e) => e.start)),
          )
          for (const sentence of input.sentences)
            expect(starts.has(sentence.start)).toBe(sentence.quoteDepth === 0 && !sentence.code)
        })
        for (const one of tracks) {
          expect(['introduced', 'struck']).toContain(one.life[0]!.change)
          one.life.forEach((entry, n) => {
            const next = one.life[n + 1]
            if (entry.change === 'withdrawn') expect(['restored', 'struck', undefined]).toContain(next?.change)
            else if (next) expect(next.revision).toBe(entry.revision + 1)
          })
        }
        const names = tracks.map((one) => {
          const { start, end } = inputs[one.earliest.revision]!.sentences[one.earliest.sentence]!
          return `${one.nth} ${inputs[one.earliest.revision]!.text.slice(start, end).replace('~', '')}`
        })
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })

  test('a text that comes back has the sentences that it had', () => {
    fc.assert(
      fc.property(history, (texts) => {
        const inputs = revisions([...texts, texts[0]!])
        const tracks = track(inputs)
        const standing = (revision: number) =>
          tracks.flatMap((one, n) => one.life.filter((e) => e.revision === revision && e.start !== null).map(() => n))
        expect(standing(inputs.length - 1)).toEqual(standing(0))
      }),
    )
  })
})
