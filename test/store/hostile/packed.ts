/** Compressed files: bombs, breaks and lies. */
import { spawnSync } from 'node:child_process'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { zip } from '../../support/zip.ts'
import { doc, files, type Hostile, lines } from './case.ts'

const MB = 1024 * 1024
const zeros = () => Buffer.alloc(100 * MB)
const three = () => lines(doc(), doc({ id: '2' }), doc({ id: '3' }))
const xz = (input: Uint8Array | string): Buffer =>
  spawnSync('xz', ['--stdout', '-1'], { input, maxBuffer: 64 * MB }).stdout
const utterances = () =>
  lines({ id: 'a', speaker: 'Ada', conversation_id: 'a', reply_to: null, timestamp: 1, text: 'Ships float.' })
const corrupt = (packed: Buffer, at: number): Buffer => {
  const copy = Buffer.from(packed)
  copy[at] = copy[at]! ^ 0xff
  return copy
}

export const PACKED: readonly Hostile[] = files({
  'gz: 100 MB of zeros in one line': ['bomb.jsonl.gz', () => gzipSync(zeros(), { level: 1 })],
  'gz: 100 MB of line feeds': ['bomb.jsonl.gz', () => gzipSync(Buffer.alloc(100 * MB, '\n'), { level: 1 })],
  'gz: 100 MB of empty objects': ['bomb.jsonl.gz', () => gzipSync(Buffer.alloc(100 * MB, '{}\n'), { level: 1 })],
  'gz: a bomb after a whole line': [
    'bomb.jsonl.gz',
    () => Buffer.concat([gzipSync(three()), gzipSync(zeros(), { level: 1 })]),
  ],
  'gz: packed twice': ['twice.jsonl.gz', () => gzipSync(gzipSync(three()))],
  'gz: cut off': ['cut.jsonl.gz', () => gzipSync(three()).subarray(0, 80)],
  'gz: the first bytes alone': ['cut.jsonl.gz', () => gzipSync(three()).subarray(0, 5)],
  'gz: wrong checksum': [
    'crc.jsonl.gz',
    () => {
      const packed = gzipSync(three())
      return corrupt(packed, packed.length - 6)
    },
  ],
  'gz: a bit wrong in the middle': ['bit.jsonl.gz', () => corrupt(gzipSync(three()), 40)],
  'gz: garbage after the end': ['tail.jsonl.gz', () => Buffer.concat([gzipSync(three()), Buffer.from('garbage')])],
  'gz: two members': ['two.jsonl.gz', () => Buffer.concat([gzipSync(lines(doc())), gzipSync(lines(doc({ id: '2' })))])],
  'gz: nothing': ['none.jsonl.gz', () => ''],
  'gz: plain text under its name': ['plain.jsonl.gz', three],
  'zst: 100 MB of zeros in one line': ['bomb.jsonl.zst', () => zstdCompressSync(zeros())],
  'zst: 100 MB of line feeds': ['bomb.jsonl.zst', () => zstdCompressSync(Buffer.alloc(100 * MB, '\n'))],
  'zst: cut off': ['cut.jsonl.zst', () => zstdCompressSync(three()).subarray(0, 60)],
  'zst: two frames': [
    'two.jsonl.zst',
    () => Buffer.concat([zstdCompressSync(lines(doc())), zstdCompressSync(lines(doc({ id: '2' })))]),
  ],
  'zst: garbage after the end': [
    'tail.jsonl.zst',
    () => Buffer.concat([zstdCompressSync(three()), Buffer.from('garbage')]),
  ],
  'zst: a window of gigabytes': ['window.jsonl.zst', () => Buffer.from('28b52ffd00a8010000', 'hex')],
  'zst: a frame to be skipped': [
    'skip.jsonl.zst',
    () => Buffer.concat([Buffer.from('502a4d1804000000deadbeef', 'hex'), zstdCompressSync(three())]),
  ],
  'zst: nothing': ['none.jsonl.zst', () => ''],
  'zst: gz under its name': ['gz.jsonl.zst', () => gzipSync(three())],
  'xz: 100 MB of zeros in one line': ['bomb.jsonl.xz', () => xz(zeros())],
  'xz: cut off': ['cut.jsonl.xz', () => xz(three()).subarray(0, 60)],
  'xz: garbage': ['garbage.jsonl.xz', () => Buffer.alloc(500, 'x')],
  'xz: nothing': ['none.jsonl.xz', () => ''],
  'zip: 100 MB of zeros': ['bomb.zip', () => zip([{ name: 'utterances.jsonl', content: zeros() }])],
  'zip: a file that unpacks to more than it says': [
    'lie.zip',
    () => zip([{ name: 'utterances.jsonl', content: utterances().repeat(1000), says: 10 }]),
  ],
  'zip: a file that unpacks to less than it says': [
    'lie.zip',
    () => zip([{ name: 'utterances.jsonl', content: utterances(), says: 10_000 }]),
  ],
  'zip: paths that climb out': ['climb.zip', () => zip([{ name: '../../utterances.jsonl', content: utterances() }])],
  'zip: an absolute path': ['root.zip', () => zip([{ name: '/etc/utterances.jsonl', content: utterances() }])],
  'zip: 20,000 files': [
    'many.zip',
    () => zip(Array.from({ length: 20_000 }, (_, at) => ({ name: `f${at}`, content: '' }))),
  ],
  'zip: the same name twice': [
    'same.zip',
    () =>
      zip([
        { name: 'utterances.jsonl', content: utterances() },
        { name: 'utterances.jsonl', content: 'x' },
      ]),
  ],
  'zip: cut off': ['cut.zip', () => zip([{ name: 'utterances.jsonl', content: utterances() }]).subarray(0, 100)],
  'zip: a bit wrong': ['bit.zip', () => corrupt(zip([{ name: 'utterances.jsonl', content: utterances() }]), 60)],
  'zip: empty': ['none.zip', () => zip([])],
  'zip: no zip at all': ['no.zip', () => 'not a zip'],
  'zip: a pickle among the files': [
    'pickle.zip',
    () =>
      zip([
        { name: 'utterances.jsonl', content: utterances() },
        { name: 'speakers-bin.p', content: "cos\nsystem\n(S'touch /tmp/claimthread-owned'\ntR." },
      ]),
  ],
  'zip: conversations.json of the wrong shape': [
    'shape.zip',
    () =>
      zip([
        { name: 'utterances.jsonl', content: utterances() },
        { name: 'conversations.json', content: '[[[1]]]' },
      ]),
  ],
})
