/** Tables of PostHistory and Comments as CSV, with ";" or "," between columns, told apart by their header. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { parse } from 'csv-parse'
import { messageOf } from '../source.ts'
import { type Fault, keep, type Row, type TableName, type Tables } from './tables.ts'

/** First line of a file, as far as its first 1,000 bytes. */
export async function headerOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1000), 0, 1000, 0)
    return buffer.toString('latin1', 0, bytesRead).split(/\r?\n/)[0]!
  } finally {
    await file.close()
  }
}

const delimiterOf = async (path: string): Promise<string> => ((await headerOf(path)).includes(';') ? ';' : ',')

/** Reads a file into the tables; says what is wrong with it, or null. What was read before a fault stays. */
export async function readCsv(path: string, tables: Tables): Promise<Fault | null> {
  const delimiter = await delimiterOf(path)
  const parser = parse({
    columns: true,
    bom: true,
    delimiter,
    // Quotation marks are doubled inside quoted texts; some writers leave single ones.
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
  })
  const stream = createReadStream(path)
  stream.once('error', (error) => parser.destroy(error))
  try {
    for await (const { record, info } of stream.pipe(parser) as AsyncIterable<{
      readonly record: Row
      readonly info: { readonly lines: number }
    }>) {
      const table = tableOf(record)
      if (table === null)
        return { line: 1, reason: 'it has not the columns of PostHistory or Comments; leave it out of the folder' }
      if (!record.PostId || !record.Id) return { line: info.lines, reason: 'a row has no Id or PostId; mend the row' }
      keep(tables, table, record)
    }
    return null
  } catch (error) {
    const { lines } = error as { readonly lines?: number }
    return { line: lines ?? null, reason: `it is not a CSV table: ${messageOf(error)}` }
  } finally {
    stream.destroy()
  }
}

function tableOf(row: Row): TableName | null {
  if ('PostHistoryTypeId' in row && 'RevisionGUID' in row) return 'history'
  return 'PostId' in row && 'Score' in row && 'Text' in row ? 'comments' : null
}
