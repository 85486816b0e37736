/** The form of the ingest page: an address, a file, or pasted text. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ENDINGS } from '../fetch/page-input.ts'
import type { Input } from '../ingestion/inputs.ts'
import { problem } from '../problems.ts'
import { readForm } from './body.ts'
import { inputsAt } from './ingest-job.ts'
import type { Asked } from './route.ts'

/** Largest form, in bytes: it is held in memory, unlike a body. */
const MOST = 32 * 1024 * 1024

/** Endings of files that are read, packed ones too. */
const KNOWN = new RegExp(
  `\\.(?:${[...new Set(Object.values(ENDINGS))].join('|')}|ndjson|csv)(?:\\.(?:gz|zst|xz))?$`,
  'i',
)

/** Reads the form whole, so that a bad one is told before a job begins. */
export async function formInputs(asked: Asked<unknown>): Promise<(folder: string) => Promise<readonly Input[]>> {
  const form = await readForm(asked, Math.min(MOST, asked.service.maxBody))
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const [url, pasted, file] = [text('url').trim(), text('text'), form.get('file')]
  const attached = file !== null && typeof file !== 'string' && file.size > 0 ? file : null
  const given = [url !== '', pasted.trim() !== '', attached !== null].filter(Boolean).length
  if (given !== 1) throw problem('bad-body', 'give one of these: an address, a file, or some text')
  if (url !== '') return (folder) => inputsAt(url, folder, asked.service)
  if (attached !== null) {
    const bytes = Buffer.from(await attached.arrayBuffer())
    return (folder) => stored(folder, fileName(attached.name), bytes)
  }
  const ending = text('format') === '' ? 'md' : text('format')
  if (!Object.values(ENDINGS).includes(ending))
    throw problem('bad-body', `"${ending.slice(0, 20)}" is no form of text that is read`)
  const bytes = Buffer.from(pasted.replaceAll('\r\n', '\n'))
  // Without a name a text is known by what it says: the same again is the same document.
  const name = plainName(text('name')) || createHash('sha256').update(bytes).digest('hex').slice(0, 20)
  return (folder) => stored(folder, `${name}.${ending}`, bytes)
}

async function stored(folder: string, name: string, bytes: Buffer): Promise<readonly Input[]> {
  const file = join(folder, name)
  await writeFile(file, bytes, { mode: 0o600 })
  return [{ address: file, name }]
}

/** A name that is no path: other signs become hyphens. */
function plainName(name: string): string {
  return name
    .trim()
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, '')
    .slice(0, 100)
}

function fileName(given: string): string {
  const ending = KNOWN.exec(given)?.[0]
  if (ending === undefined) {
    throw problem('unsupported-type', 'the name of the file does not end as those that are read', {
      extra: { accepted: [...new Set(Object.values(ENDINGS))].map((one) => `.${one}`) },
    })
  }
  return `${plainName(given.slice(0, -ending.length)) || 'file'}${ending.toLowerCase()}`
}
