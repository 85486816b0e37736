/** Reads hostile inputs, each by its name, and says whether the laws hold. */
import { parentPort } from 'node:worker_threads'
import { sentences } from '../../../ingest/text/sentences.ts'
import { plainText } from '../../../ingest/text/text.ts'
import { HOSTILE } from './hostile.ts'
import { brokenLaws } from './laws.ts'

export interface Found {
  readonly brokenLaws: readonly string[]
  readonly keepsWords: boolean
}

parentPort!.on('message', (name: string) => {
  const hostile = HOSTILE.find((one) => `${one.format}: ${one.name}` === name)!
  const body = hostile.body()
  const plain = plainText({ format: hostile.format, title: null, subtitle: null, body })
  const found: Found = {
    brokenLaws: brokenLaws(plain, sentences(plain)),
    keepsWords: !body.includes('deep words') || plain.text.includes('deep words'),
  }
  parentPort!.postMessage(found)
})

parentPort!.postMessage('ready')
