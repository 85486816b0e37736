/** What the application may use of ingest. */
export { ANALYSER, analyse } from './analyse/analyse.ts'
export { LINKER, link } from './link/link.ts'
export { documentOfText } from './sources/files.ts'
export type { BadItem, DocumentItem, Item, ProgressItem, ReadOptions, Source } from './sources/source.ts'
export { NoSource, SOURCES, sourceFor } from './sources/sources.ts'
