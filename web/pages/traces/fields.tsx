import { BASIS_WORDS } from '../../../domain/french/traces';
import { LEGAL_BASES } from '../../../domain/journeys/trace-facts';
import { Select, TextArea, TextField } from '../../components/fields';
import type { Refused } from '../../components/form';

const id = (field: string): string => `traces-${field}`;

/** What a request for traces says: whose accesses, over which period, why, on what ground. */
export function TraceFields({ refused, earliest, today }: { refused: Refused | null; earliest: string; today: string }) {
  return (
    <>
      <TextField id={id('qui')} name="qui" label="De qui demandez-vous les accès ?" refused={refused} hint="Nom et identifiant de l’utilisateur, ou des utilisateurs." required />
      <TextField id={id('depuis')} name="depuis" type="date" label="Depuis le" width="w-when" value={earliest} refused={refused} hint="Les traces sont gardées six mois (art. 5)." required />
      <TextField id={id('jusque')} name="jusque" type="date" label="Jusqu’au" width="w-when" value={today} refused={refused} required />
      <Select id={id('fondement')} name="fondement" label="Fondement" options={LEGAL_BASES.map((value) => ({ value, label: BASIS_WORDS[value] }))} blank="Choisir…" refused={refused} required />
      <TextArea id={id('motif')} name="motif" label="Pourquoi" rows={4} refused={refused} required />
      <TextField id={id('utilisateur')} name="utilisateur" label="Demande d’un utilisateur que vous transmettez" aside="facultatif" refused={refused} hint="Son nom, si la demande est la sienne et vous est parvenue par sa hiérarchie." />
    </>
  );
}

export const traceFieldId = id;
