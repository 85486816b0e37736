/** What the application may use of ingest. */
export { ANALYSER, analyse } from './analyse/analyse.ts'
export { LINKER, link } from './link/link.ts'
