/** What the application may use of ingest. */
export { ANALYSER, analyse } from './analyse/analyse.ts'
export { type Client, type ClientOptions, openClient } from './fetch/client.ts'
export { FetchFailed } from './fetch/failed.ts'
export { isPublic } from './fetch/public-address.ts'
export { LINKER, link } from './link/link.ts'
export { documentOfText } from './sources/files.ts'
export type * from './sources/source.ts'
export { NoSource, SOURCES, sourceFor } from './sources/sources.ts'
