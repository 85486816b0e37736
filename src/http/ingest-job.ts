/** Begins an ingest as a job: what is to be read lies in a folder of ours, which goes when it is done. */
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { liveSource, parseAddress } from '../fetch/addresses.ts'
import { pageInput } from '../fetch/page-input.ts'
import type { Input } from '../ingestion/inputs.ts'
import type { Job } from './jobs.ts'
import type { Service } from './service.ts'

/** `receive` puts what is to be read into the folder. */
export async function startIngest(
  service: Service,
  by: string,
  receive: (folder: string) => Promise<readonly Input[]>,
): Promise<Job> {
  const folder = await mkdtemp(join(service.scratch, 'body-'))
  try {
    const inputs = await receive(folder)
    const task = { do: 'ingest', inputs, remove: folder } as const
    return service.jobs.start(
      by,
      (note, signal) => service.writer.run(task, note, signal),
      () => rmSync(folder, { recursive: true, force: true }),
    )
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** What is at an address: a forum's own is read by its source, thread by thread and only what is new; any other is one page. */
export async function inputsAt(
  address: string,
  folder: string,
  { allowed, maxBody }: Pick<Service, 'allowed' | 'maxBody'>,
): Promise<readonly Input[]> {
  // As it is judged, so it is read: blanks before an address would make it a path.
  const { href } = parseAddress(address)
  const source = await liveSource(href, undefined)
  if (source !== null) return [{ address: href, source: source.name }]
  return [await pageInput(href, folder, { allowed, maxBytes: maxBody })]
}
