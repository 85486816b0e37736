/** Runs the encoder: int8 ONNX through onnxruntime-node, an optional dependency. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { EncoderInput, Span } from './inputs.ts'
import { openVocabulary, type Vocabulary } from './wordpiece.ts'

/** What stands beside the weights in weights/accurate.json. */
export interface AccurateFile {
  /** Name on responses. */
  readonly version: string
  /** Digest of the training rows, the seed, and what was trained from. */
  readonly trainedOn: {
    readonly digest: string
    readonly seed: number
    readonly base: string
    readonly windows: number
  }
  readonly figures: Readonly<Record<string, number>>
  /** How much the encoder's word counts beside the fast model's, from 0 to 1, by what is read. */
  readonly share: { readonly document: number; readonly sentence: number; readonly claim: number }
  /** Straightening of the encoder's scores: they are divided by this before they become chances. */
  readonly temperature: { readonly document: number; readonly sentence: number; readonly claim: number }
}

/** Scores of one input: log odds of each sentence's heads (claim, then the acts), and a score for each main act. */
export interface EncoderScores {
  readonly sentences: readonly (readonly number[])[]
  readonly acts: readonly number[]
}

export interface Encoder {
  readonly file: AccurateFile
  readonly vocabulary: Vocabulary
  /** Scores in the order of the inputs. */
  run(inputs: readonly EncoderInput[]): Promise<readonly EncoderScores[]>
}

/** Thrown when the accurate model cannot be used here; the message says what to do. */
export class NoEncoder extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NoEncoder'
  }
}

/** The little of onnxruntime-node that is used: the package itself may not be there. */
interface Tensor {
  readonly data: Float32Array
}
interface Session {
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>
}
interface Runtime {
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> }
  readonly Tensor: new (kind: string, data: Float32Array | BigInt64Array, dims: readonly number[]) => Tensor
}

const RUNTIME: string = 'onnxruntime-node'
const FOLDER = new URL('./weights/', import.meta.url)
const HEAD_COUNT = 8

async function runtime(): Promise<Runtime> {
  try {
    const found = (await import(RUNTIME)) as Runtime & { readonly default?: Runtime }
    return found.default ?? found
  } catch {
    throw new NoEncoder(
      'the accurate model needs the optional package onnxruntime-node, which is not installed: npm install --include=optional',
    )
  }
}

/** Opens the encoder that ships. One thread: whoever wants more opens it in more threads. Throws `NoEncoder`. */
export async function openEncoder(folder: URL = FOLDER): Promise<Encoder> {
  const weights = new URL('accurate.onnx', folder)
  if (!existsSync(weights)) throw new NoEncoder('the weights of the accurate model are not there')
  const ort = await runtime()
  const session = await ort.InferenceSession.create(fileURLToPath(weights), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  })
  const file = JSON.parse(readFileSync(new URL('accurate.json', folder), 'utf8')) as AccurateFile
  const vocabulary = openVocabulary(readFileSync(new URL('vocabulary.txt', folder), 'utf8'))
  return {
    file,
    vocabulary,
    async run(inputs) {
      // One by one: int8 scales are taken from all rows of a batch, so a text's scores would depend on its company.
      const out: EncoderScores[] = []
      for (const input of inputs) out.push(await runOne(ort, session, input))
      return out
    },
  }
}

async function runOne(
  { Tensor }: Runtime,
  session: Session,
  { ids, answered, sentences }: EncoderInput,
): Promise<EncoderScores> {
  const pieces = ids.length
  const begin = answered.to + 1
  const flat = [1, pieces]
  const floats = (spans: readonly Span[], dims: readonly number[] = flat): Tensor => {
    const means = new Float32Array(spans.length * pieces)
    for (const [nth, { from, to }] of spans.entries())
      if (to > from) means.fill(1 / (to - from), nth * pieces + from, nth * pieces + to)
    return new Tensor('float32', means, dims)
  }
  const { scores, acts } = await session.run({
    ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), flat),
    kinds: new Tensor('int64', new BigInt64Array(pieces).fill(1n, begin), flat),
    mask: new Tensor('float32', new Float32Array(pieces).fill(1), flat),
    answered: floats([answered]),
    own: floats([{ from: begin, to: pieces - 1 }]),
    sentences: floats(sentences, [1, sentences.length, pieces]),
  })
  return {
    sentences: sentences.map((_, nth) => Array.from(scores!.data.subarray(nth * HEAD_COUNT, (nth + 1) * HEAD_COUNT))),
    acts: Array.from(acts!.data),
  }
}
