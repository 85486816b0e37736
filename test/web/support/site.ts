/** The site that the browser visits: a real server over a small store of the sample discussion. */
import { readFileSync } from 'node:fs'
import type { ServeOptions } from '../../../src/http/server.ts'
import { startServer, type TestServer } from '../../http/server.ts'

export { TOKEN } from '../../http/server.ts'

const SAMPLE = readFileSync(new URL('../../../src/sample/discussion.jsonl', import.meta.url), 'utf8')

/** Serves the sample discussion, and more discussion JSONL beside it, on a free port. */
export function startSite(more: string = '', options: Partial<ServeOptions> = {}): Promise<TestServer> {
  return startServer(SAMPLE + more, options)
}
