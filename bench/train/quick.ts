/** Quick cycle: trains on the training threads and prints figures on dev, out-of-fold figures on train. */
import { useModel } from '../../ingest/extract/linear.ts'
import { examples } from './contexts.ts'
import { arbital, issueClaims, own, talk } from './gold.ts'
import { figures, see, trivial, withIntervals } from './measure.ts'
import { claimsBy, train } from './stages.ts'

const t0 = performance.now()
const trained = train([...arbital('train'), ...talk(), ...own()], issueClaims('train'))
console.log('trained', ((performance.now() - t0) / 1000).toFixed(1), 's')
useModel(trained.model)
const dev = arbital('dev').flatMap((thread) => {
  const by = claimsBy(trained.model, trained.model.file.calibration.claim!, thread)
  return examples(thread, by).map((e) =>
    see(
      e,
      e.sentences.map(({ key }) => by(e.comment.id, key)),
    ),
  )
})
const base = trivial(dev)
for (const [name, { value, low, high }] of Object.entries(withIntervals(dev)))
  console.log(
    `${name.padEnd(20)} ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]  trivial ${base[name]!.toFixed(3)}`,
  )
void figures
