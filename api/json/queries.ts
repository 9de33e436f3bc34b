import * as z from 'zod';
import { PERIODS } from '../view/steering/figure-filter';
import { channel, kind, service } from './shapes';

/** What figures are asked of, as pages or as files. */
export const figuresQuery = z.object({
  periode: z.enum(PERIODS).default('30-jours'), du: z.iso.date().optional(), au: z.iso.date().optional(), caf: z.string().optional(), service: service.optional(), nature: kind.optional(), canal: channel.optional(),
  partenaire: z.string().max(200).optional(), convention: z.string().max(200).optional(),
});

/** Which partners. */
export const directoryQuery = z.object({ q: z.string().max(200).optional(), caf: z.string().optional(), rejets: z.enum(['oui']).optional().meta({ description: 'Ceux dont une adresse est rejetée. / Those with a dead address.' }) });
