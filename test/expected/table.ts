import { coteDOr } from './table-21';
import { hauteGaronne } from './table-31';
import { nord } from './table-59';
import { seineMaritime } from './table-76';
import { valDOise } from './table-95';
import type { Row } from './row';

export type { Expected, Row, Story } from './row';

/**
 * What happens by itself under each of the five published contracts, worked out by hand with a calendar of 2026 and never by
 * running the product: the forecast, and the journal of the workflow in skipped time, are each compared with it.
 */
export const TABLE: readonly Row[] = [...coteDOr, ...hauteGaronne, ...nord, ...seineMaritime, ...valDOise];

export function titleOf({ caf, story, detail }: Row): string {
  return `${caf}, ${story}${detail === '' ? '' : ` (${detail})`}`;
}
