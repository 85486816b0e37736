/** All measurements of edits, for the evaluation; timing (wikiwho.ts) is the bench's. */
import { arbitalRows } from './arbital.ts'
import { argRewriteRows } from './argrewrite.ts'
import { print, type Row } from './data.ts'
import { passageRows } from './passages.ts'
import { promptedRows } from './prompted.ts'
import { quoteRows } from './quotes.ts'
import { rewordingRows } from './rewording.ts'
import { stackExchangeRows } from './stackexchange.ts'

/** Rows of every measurement whose data are there. */
export async function editRows(): Promise<Row[]> {
  return [
    ...stackExchangeRows(),
    ...argRewriteRows('dev'),
    ...rewordingRows(),
    ...passageRows(),
    ...quoteRows(),
    ...arbitalRows(),
    ...(await promptedRows()),
  ]
}

if (import.meta.main) print(await editRows())
