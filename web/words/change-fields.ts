import type { ChangeForm, FormKey } from '../../domain/journeys/change-form';

/** The names of the form's fields. */
export const FORM_FIELDS: Readonly<Record<FormKey, string>> = {
  partner: 'partenaire', conventionNumber: 'numero', lastName: 'nom', firstName: 'prenom', job: 'fonction', replaces: 'remplace', replacedLastName: 'remplace-nom', replacedFirstName: 'remplace-prenom',
  replacedEmail: 'remplace-courriel', landline: 'fixe', mobile: 'portable', personalEmail: 'courriel', signatoryName: 'signataire', signatoryFunction: 'signataire-fonction',
};

/** A form as the values of its fields. */
export function fieldValues(form: ChangeForm): Record<string, string> {
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [FORM_FIELDS[key as FormKey], typeof value === 'string' ? value : value === null ? '' : value ? 'oui' : 'non']));
}
