/** The table of verbs, in the order of the help. A verb's module is loaded when it is asked for: most need but a part. */
import type { Verb } from './verb.ts'

export interface VerbRow {
  /** As commander writes it: `query <kind>`. */
  readonly usage: string
  readonly summary: string
  load(): Promise<Verb>
}

export const VERBS: readonly VerbRow[] = [
  {
    usage: 'start',
    summary: 'serve, with a sample discussion where there is no store yet, and one answered question',
    load: async () => (await import('./serve.ts')).START,
  },
  {
    usage: 'ingest <address...>',
    summary: 'read discussions into the store: files, folders, URLs; reading again adds nothing twice',
    load: async () => (await import('./ingest.ts')).INGEST,
  },
  {
    usage: 'watch <address...>',
    summary: 'ingest what changed, again and again at an interval, until stopped; one line a round',
    load: async () => (await import('./watch.ts')).WATCH,
  },
  {
    usage: 'query <kind>',
    summary:
      'list objections, responses, support, questions, claims, documents, concepts, authors, disagreements and more',
    load: async () => (await import('./query.ts')).QUERY,
  },
  {
    usage: 'ask <question...>',
    summary: 'answer a question in plain words, and say how it was understood',
    load: async () => (await import('./ask.ts')).ASK,
  },
  {
    usage: 'serve',
    summary: 'answer over HTTP until stopped',
    load: async () => (await import('./serve.ts')).SERVE,
  },
  {
    usage: 'export',
    summary: 'write the whole graph, in a fixed order: the same bytes for the same input',
    load: async () => (await import('./export.ts')).EXPORT,
  },
  {
    usage: 'copy',
    summary: 'copy a store into another (SQLite to Neo4j, or back), and check that both hold the same',
    load: async () => (await import('./copy.ts')).COPY,
  },
  {
    usage: 'reindex',
    summary: 'read the store again after an upgrade; may be stopped and run again',
    load: async () => (await import('./upkeep.ts')).REINDEX,
  },
  {
    usage: 'retrain',
    summary: 'adapt the fast model to what people judged in the store, with figures before and after',
    load: async () => (await import('./retrain.ts')).RETRAIN,
  },
  {
    usage: 'doctor [source] [address]',
    summary: 'check this machine and the store; or a source, by fetching one small page of it',
    load: async () => (await import('./upkeep.ts')).DOCTOR,
  },
  {
    usage: 'eval [arguments...]',
    summary: 'measure how well claims, acts and targets are found (in a clone: needs bench/)',
    load: async () => (await import('./upkeep.ts')).EVAL,
  },
]

export function nameOf({ usage }: VerbRow): string {
  return usage.split(' ')[0]!
}
