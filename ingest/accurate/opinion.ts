/** What the encoder says of replies, as chances to be averaged with the fast model's. */
import type { LinkContext } from '../../graph/context.ts'
import { ACTS, type Act } from '../../graph/model.ts'
import { readAnswers } from '../extract/answers.ts'
import type { Opinion } from '../extract/average.ts'
import { SENTENCE_ACTS, type SentenceAct } from '../extract/heads.ts'
import { fastModel, sigmoid, softmax } from '../extract/linear.ts'
import { withoutRepeats } from '../extract/repeats.ts'
import { readThread } from '../extract/thread.ts'
import type { AccurateFile, Encoder, EncoderScores } from './encoder.ts'
import { answeredText, type EncoderInput, windowsOf } from './inputs.ts'

/** The encoder's opinion on a reply; null where that has no sentence. */
export async function opinionOf(encoder: Encoder, context: LinkContext): Promise<Opinion | null> {
  const windows = replyWindows(encoder, context)
  return windows.length === 0 ? null : opinionFrom(encoder.file, await encoder.run(windows))
}

/** What the encoder reads of a reply: its own words, as `link` does. */
export function replyWindows({ vocabulary }: Pick<Encoder, 'vocabulary'>, whole: LinkContext): EncoderInput[] {
  const context = withoutRepeats(whole)
  const model = fastModel()
  const thread = readThread(model, context)
  const answered = readAnswers(model.file.models.answers!, thread)[0]?.candidate ?? null
  return windowsOf(
    vocabulary,
    answeredText(thread, answered),
    context.subject.sentences.map(({ exact }) => exact),
  )
}

/** Windows together: sentences one after another, main acts by the mean of their scores. */
export function opinionFrom(
  { version, share, temperature }: Pick<AccurateFile, 'version' | 'share' | 'temperature'>,
  windows: readonly EncoderScores[],
): Opinion {
  const mean = ACTS.map((_, act) => windows.reduce((sum, { acts }) => sum + acts[act]!, 0) / windows.length)
  const chances = softmax(mean.map((score) => score / temperature.document))
  return {
    model: version,
    share,
    acts: Object.fromEntries(ACTS.map((act, at) => [act, chances[at]!])) as Record<Act, number>,
    sentences: windows
      .flatMap(({ sentences }) => sentences)
      .map(
        // The first head is that of claims.
        (heads) =>
          Object.fromEntries(
            SENTENCE_ACTS.map((act, at) => [act, sigmoid(heads[at + 1]! / temperature.sentence)]),
          ) as Record<SentenceAct, number>,
      ),
  }
}
