import { z } from 'zod';
import { both } from '../domain/contract-issues';
import { cafCode, email, phone } from '../domain/contract-schema';
import { localDate } from '../domain/contract-schema-clock';
import { CAF_ROLES, WIDE_ROLES } from '../domain/roles';
import { partnerRole, serviceCode, text } from '../domain/contract-schema-terms';

/** The shape of contracts/seed/*.yaml. */

const code = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, both('un code en minuscules, « mairie-castelbrun »', 'a lower-case code, "mairie-castelbrun"'));

const contact = z.strictObject({
  id: code,
  name: text,
  role: partnerRole,
  jobTitle: text.nullable(),
  email: email.nullable(),
  phones: z.array(phone),
  ladderRank: z.int().min(1).nullable(),
});

const membership = z.strictObject({
  service: serviceCode,
  unit: text.nullable(),
  quotas: z.array(z.strictObject({ profile: text, users: z.int().min(0).nullable() })),
});

const convention = z.strictObject({
  number: text,
  signedOn: localDate,
  contacts: z
    .array(contact)
    .refine(
      (contacts) => new Set(ranksOf(contacts)).size === ranksOf(contacts).length,
      both('un seul contact par rang de l’échelle', 'one contact per rank of the ladder'),
    ),
  memberships: z.array(membership),
});

function ranksOf(contacts: ReadonlyArray<{ ladderRank: number | null }>): number[] {
  return contacts.flatMap((one) => one.ladderRank ?? []);
}

export const partnersSchema = z.strictObject({
  caf: cafCode,
  partners: z.array(
    z.strictObject({
      code,
      name: text,
      kind: z.enum(['town-hall', 'ccas', 'landlord', 'childcare']),
      aliases: z.array(text),
      mailDomain: text,
      conventions: z.array(convention),
    }),
  ),
});

export const accountsSchema = z.array(
  z.union([
    z.strictObject({ email, name: text, role: z.enum(CAF_ROLES), cafs: z.array(cafCode).min(1) }),
    z.strictObject({ email, name: text, role: z.enum(WIDE_ROLES), cafs: z.array(cafCode).max(0).default([]) }),
  ]),
);
