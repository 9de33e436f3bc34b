import { LINE_WORDS } from '../../../domain/french/change';
import { askedLines, type FormKey, type FormTerms } from '../../../domain/journeys/change-form';
import type { ReadForm } from '../../../domain/journeys/change-facts';
import { Choice, TextField } from '../../components/fields';
import type { Refused } from '../../components/form';
import { FORM_FIELDS } from '../../words/change-fields';

const SURE = { field: 'lu dans un champ du formulaire', label: 'lu à côté de son intitulé', guess: 'deviné : à relire' } as const;
const TYPES: Readonly<Partial<Record<FormKey, 'email' | 'tel'>>> = { replacedEmail: 'email', personalEmail: 'email', landline: 'tel', mobile: 'tel' };
const HINTS: Readonly<Partial<Record<FormKey, string>>> = {
  personalEmail: 'Celle de la personne seule, jamais une boîte partagée (contact@, accueil@, mairie@…).',
  landline: 'Un téléphone fixe ou portable est nécessaire.',
  replacedLastName: 'Seulement si la personne remplace un administrateur, même parti depuis.',
};
const OPTIONAL: ReadonlySet<FormKey> = new Set(['landline', 'mobile', 'replacedLastName', 'replacedFirstName', 'replacedEmail']);

/** The lines of annex 3, as this Caf's own form has them; what was read out of a document says how sure it is. */
export function ChangeFormFields({ terms, values, read, refused }: { terms: FormTerms; values: Readonly<Record<string, string>>; read?: ReadForm | null; refused: Refused | null }) {
  return (
    <>
      {askedLines(terms).map((key) => {
        const name = FORM_FIELDS[key];
        const sure = read?.lines[key]?.sure;
        const aside = sure === undefined ? (OPTIONAL.has(key) ? '(si besoin)' : undefined) : `(${SURE[sure]})`;
        if (key === 'replaces') return <Choice name={name} legend="Cette personne remplace-t-elle un administrateur ?" idPrefix="changement" options={[{ value: 'oui', label: 'Oui' }, { value: 'non', label: 'Non' }]} value={values[name]} refused={refused} />;
        return <TextField id={`changement-${name}`} name={name} label={LINE_WORDS[key]} aside={aside} hint={HINTS[key]} type={TYPES[key] ?? 'text'} value={values[name]} maxLength={200} refused={refused} />;
      })}
    </>
  );
}
