/**
 * What every store must do, whatever it is made of. A store's own test file opens it and hands it here:
 * `cases(open)`. No mocks: each case has a real store of its own.
 */
import { describe } from 'vitest'
import { aboutCases } from './cases/about.ts'
import { clockCases } from './cases/clocks.ts'
import { contextCases } from './cases/contexts.ts'
import { exportCases } from './cases/exports.ts'
import { filterCases } from './cases/filters.ts'
import { judgementCases } from './cases/judgements.ts'
import { nameCases } from './cases/names.ts'
import { pagingCases } from './cases/paging.ts'
import { putCases } from './cases/puts.ts'
import { rowCases } from './cases/rows.ts'
import { stateCases } from './cases/states.ts'
import { taskCases } from './cases/tasks.ts'
import { tombstoneCases } from './cases/tombstones.ts'
import type { Open } from './opened.ts'

export function cases(name: string, open: Open): void {
  describe(name, () => {
    putCases(open)
    taskCases(open)
    contextCases(open)
    nameCases(open)
    aboutCases(open)
    stateCases(open)
    tombstoneCases(open)
    rowCases(open)
    filterCases(open)
    pagingCases(open)
    clockCases(open)
    judgementCases(open)
    exportCases(open)
  })
}
