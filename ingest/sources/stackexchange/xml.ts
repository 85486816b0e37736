/** A table of a Stack Exchange dump: one `<row …/>` a line, read by SAX so that line breaks in attributes stay. */
import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'
import { messageOf } from '../source.ts'
import { type Fault, keep, type TableName, type Tables } from './tables.ts'

/** Reads a file into the tables; says what is wrong with it, or null. What was read before a fault stays. */
export async function readXml(
  path: string,
  table: TableName,
  tables: Tables,
  signal: AbortSignal | undefined,
): Promise<Fault | null> {
  const parser = new SaxesParser()
  let fault: Fault | null = null
  parser.on('error', (error) => {
    const [, line, what] = /^(\d+):\d+: (.*)$/s.exec(error.message) ?? [null, String(parser.line), error.message]
    fault ??= { line: Number(line), reason: `it is not whole XML: ${what}` }
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') keep(tables, table, attributes as Record<string, string>)
  })
  const stream = createReadStream(path, 'utf8')
  try {
    for await (const chunk of stream) {
      if (signal?.aborted === true) return null
      parser.write(chunk as string)
      if (fault !== null) break
    }
    if (fault === null) parser.close()
    return fault
  } catch (error) {
    return { line: parser.line, reason: messageOf(error) }
  } finally {
    stream.destroy()
  }
}
