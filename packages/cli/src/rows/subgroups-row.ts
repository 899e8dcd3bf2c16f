import { subgroupClasses } from '@buridan/groups'
import { groupOf, images, integer, type Row } from './row.js'

/** `subgroups`: conjugacy classes of subgroups. */
export function subgroupsRow(row: Row): Row {
  const group = groupOf(row)
  const { classes, subgroupCount } = subgroupClasses(group)
  return {
    order: integer(group.order),
    subgroupClasses: classes.length,
    subgroups: subgroupCount,
    classes: classes.map((c) => ({
      order: c.order,
      classSize: c.size,
      normalizerOrder: c.normalizer.order,
      weylOrder: c.normalizer.order / c.order,
      hasComplementInNormalizer: c.hasComplement,
      minSupplementIntersection: c.supplement.intersectionOrder,
      generators: images(c.representative.group.generators),
    })),
  }
}
