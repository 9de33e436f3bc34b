import * as z from 'zod';
import { instant, localDate, reference, side } from './shapes';

export { done } from './shapes';

/** What a change would do to the open tickets. */
export const run = z.object({
  open: z.number().int(), untried: z.number().int(), changed: z.number().int(), atEffect: z.number().int(),
  rows: z.array(z.object({ reference, owes: side.nullable(), what: z.string(), before: instant.nullable(), after: instant.nullable(), calc: z.string().nullable() })), hidden: z.number().int(),
}).meta({ id: 'DryRun', description: 'Ce que le changement ferait aux demandes ouvertes, sans rien changer. / What the change would do to open tickets; nothing is changed.' });

export const amendment = z.object({ id: z.string(), state: z.enum(['draft', 'signed', 'withdrawn']), version: z.number().int(), effectiveFrom: localDate, parts: z.array(z.string()), blocked: z.string().nullable(), run: run.nullable() }).meta({ id: 'Amendment' });
export const drafted = z.object({ id: z.string(), effectiveFrom: localDate }).meta({ id: 'AmendmentDrafted' });
