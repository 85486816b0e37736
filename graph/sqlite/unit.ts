/** One unit of work on the store: what a transaction has touched and must settle before it ends. */
import type { Iso } from '../model.ts'
import type { Db, RowId } from './db.ts'
import type { FormIndex } from './forms.ts'
import { Marks } from './marks.ts'

/** A claim by its present id. */
export interface PresentClaim {
  readonly row: RowId
  readonly id: string
}

export class Unit {
  readonly db: Db
  readonly forms: FormIndex
  readonly learnedAt: Iso
  readonly marks = new Marks()
  /** Forms and concepts whose senses or labels may have changed. */
  readonly touchedForms = new Set<RowId>()
  readonly touchedConcepts = new Set<RowId>()
  /** Responses whose target bears other names than before. */
  readonly reindexed = new Set<RowId>()
  /** Authors who object to each other more or less than before, as "author against". */
  readonly pairs = new Set<string>()
  /** Responses whose rows this transaction made: they are filed nowhere yet. */
  readonly opened = new Set<RowId>()
  /** Claims and documents as responses name them, looked up once: who writes responses changes neither. */
  readonly claims = new Map<string, PresentClaim | null>()
  readonly documents = new Map<string, RowId | null>()
  claimsAdded = 0
  claimsKept = 0
  claimsRemoved = 0

  constructor(db: Db, forms: FormIndex, learnedAt: Iso) {
    this.db = db
    this.forms = forms
    this.learnedAt = learnedAt
    forms.refresh(db)
  }
}
