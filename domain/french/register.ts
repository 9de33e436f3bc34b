import type { OpeningCondition } from '../register/opening';
import type { ConventionDates, ConventionState, Mode } from '../register/rules';

/** Ranks of those who have an access. */
export const RANK_WORDS = { administrator: 'administrateur', 'deputy-administrator': 'suppléant', user: 'utilisateur' } as const;

export const MODE_WORDS: Readonly<Record<Mode, string>> = { delegated: 'mode délégué', centralised: 'mode centralisé' };

export const CONVENTION_WORDS: Readonly<Record<ConventionState, string>> = { unknown: 'dates à saisir', 'to-sign': 'à signer', signed: 'signée, pas encore ouverte', open: 'ouverte', terminated: 'résiliée' };

export const DATE_WORDS: Readonly<Record<keyof ConventionDates, string>> = {
  signed_on: 'Convention signée le',
  contract_signed_on: 'Contrat de service signé le',
  formalities_on: 'Formalités de protection des données le',
  opened_on: 'Services ouverts le',
  terminated_on: 'Résiliée le',
};

export const CAUSE_WORDS = { left: 'départ', 'changed-job': 'changement de poste' } as const;

/** What must be there before a service opens, within a sentence. */
export const CONDITION_WORDS: Readonly<Record<OpeningCondition['key'], string>> = {
  convention: 'la signature de la convention', contract: 'la signature du contrat de service', bulletin: 'un bulletin d’adhésion signé pour ce service', formalities: 'les formalités de protection des données',
};

/** What an act of the register is called, in a journal. */
const ACTS: Readonly<Record<string, string>> = {
  given: 'Accès donné', withdrawn: 'Accès retiré', suspended: 'Accès suspendu', resumed: 'Suspension levée', 'password-forced': 'Changement de mot de passe demandé', 'password-changed': 'Mot de passe changé',
  'delegation-taken-back': 'Délégation retirée', 'delegation-restored': 'Délégation rendue', departure: 'Départ signalé', 'departure-closed': 'Accès fermé dans Mon Compte Partenaire',
  'count-reported': 'Effectif déclaré', 'quota-entered': 'Nombre permis saisi', 'mode-chosen': 'Mode choisi', 'change-asked': 'Modification demandée par la revue inverse', imported: 'Import', 'bulletin-added': 'Bulletin d’adhésion ajouté', 'bulletin-signed': 'Signature d’un bulletin', 'bulletin-renamed': 'Unité d’un bulletin corrigée', 'profile-added': 'Profil ajouté à un bulletin', 'notice-begun': 'Mise en demeure décidée',
  renewed: 'Tacite reconduction', 'assessment-prepared': 'Bilan annuel préparé',
  'termination-entered': 'Résiliation : effet le', 'termination-moved': 'Résiliation déplacée au', 'termination-withdrawn': 'Résiliation retirée', 'service-formalities': 'Formalités de protection des données', 'service-opened': 'Service ouvert', 'amendment-added': 'Avenant à la convention', 'subcontractor-accepted': 'Sous-traitant accepté', 'subcontractor-refused': 'Sous-traitant refusé', ...DATE_WORDS,
};

/** « Accès suspendu » and the like; a kind that nobody named is said as it is. */
export function actWords(kind: string): string {
  return ACTS[kind] ?? kind;
}

/** « de Claire », « d’Isaure »: before a name. An h is taken as silent: « d’Honorine ». */
export function ofName(name: string): string {
  return /^[aeiouyàâäéèêëîïôöûüœh]/i.test(name) ? `d’${name}` : `de ${name}`;
}
