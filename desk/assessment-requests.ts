import type { EscalationCount } from '../db/assessment';
import type { GroupCount } from '../db/figures-asked';
import type { Side } from '../domain/contract-types';
import { typo } from '../domain/french/typography';
import type { PaperBlock } from '../paper/document';
import type { MeasuresView, SpreadView } from '../web/view/steering';
import { openDuration, percent, shares } from '../web/words/durations';
import { CHANNEL_WORDS, count, KIND_LONG, SERVICE_SHORT } from '../web/words/labels';

const SIDES: Readonly<Record<Side, string>> = { desk: 'La Caf n’a pas répondu', partner: 'Le partenaire n’a pas répondu' };

/** How many requests there were, of what. */
export function requests(measures: MeasuresView, groups: Readonly<Record<'service' | 'kind' | 'channel', readonly GroupCount[]>>): PaperBlock[] {
  const { received, resolved, answer } = measures;
  return [
    { kind: 'heading', level: 1, text: 'Demandes' },
    { kind: 'facts', rows: [['Reçues', String(received)], ['Répondues', `${answer.n} (${percent(answer.n, received)})`], ['Résolues', `${resolved} (${percent(resolved, received)})`]] },
    groupTable('Par service', groups.service, SERVICE_SHORT, 'aucun service nommé'),
    groupTable('Par nature', groups.kind, KIND_LONG, 'à préciser'),
    groupTable('Par canal', groups.channel, CHANNEL_WORDS, 'inconnu'),
  ];
}

function groupTable(caption: string, groups: readonly GroupCount[], words: Readonly<Record<string, string>>, none: string): PaperBlock {
  if (groups.length === 0) return { kind: 'paragraph', muted: true, text: typo(`${caption} : aucune demande.`) };
  const rows = groups.map(({ key, count: n }) => [key === null ? none : (words[key] ?? key), String(n)]);
  return { kind: 'table', caption, columns: [{ title: caption.replace('Par ', '').replace(/^./, (letter) => letter.toUpperCase()), share: 3 }, { title: 'Demandes', share: 1, align: 'right' }], rows };
}

/** How long each step took, and who made whom wait. */
export function delays({ pickup, answer, resolution, promise, owedMs, dayMs }: MeasuresView): PaperBlock[] {
  const row = (name: string, { n, medianMs, p90Ms }: SpreadView) => [name, openDuration(medianMs, dayMs), openDuration(p90Ms, dayMs), String(n)];
  const [desk = 0, partner = 0, national = 0] = shares([owedMs.desk, owedMs.partner, owedMs.national]);
  const kept = promise === null ? 'Sans objet : le contrat ne promet pas de délai de prise en charge.' : promise.decided === 0 ? 'Aucune promesse de prise en charge n’est échue.' : `${percent(promise.kept, promise.decided)} des demandes prises en charge dans le délai promis (${promise.kept} sur ${promise.decided}).`;
  const right = { share: 1, align: 'right' } as const;
  return [
    { kind: 'heading', level: 1, text: 'Délais' },
    { kind: 'table', caption: 'De la réception à l’acte d’une personne, jamais l’accusé automatique', columns: [{ title: 'Étape', share: 2 }, { title: 'Médiane', ...right }, { title: '9 sur 10 sous', ...right }, { title: 'Sur', ...right }], rows: [row('Prise en charge', pickup), row('Première réponse', answer), row('Résolution', resolution)] },
    { kind: 'note', tone: promise !== null && promise.kept < promise.decided ? 'late' : 'info', text: typo(kept) },
    { kind: 'table', caption: 'Qui fait attendre qui : temps d’ouverture pendant lequel chacun tenait la réponse due', columns: [{ title: 'Qui', share: 2 }, { title: 'Part', ...right }, { title: 'En tout', ...right }], rows: [['Caf', typo(`${desk} %`), openDuration(owedMs.desk, dayMs)], ['Partenaire', typo(`${partner} %`), openDuration(owedMs.partner, dayMs)], ['Cnaf', typo(`${national} %`), openDuration(owedMs.national, dayMs)]] },
  ];
}

/** Who was called on. */
export function escalated(escalations: readonly EscalationCount[], exhausted: Readonly<Record<Side, number>>): PaperBlock[] {
  const rows = escalations.map(({ side, rung, because, count: n }) => [SIDES[side], String(rung), because === 'urgent' ? 'urgence' : 'délai', String(n)]);
  const table: PaperBlock = { kind: 'table', caption: 'Contacts sollicités', columns: [{ title: 'Côté', share: 3 }, { title: 'Échelon', share: 1 }, { title: 'Motif', share: 1 }, { title: 'Fois', share: 1, align: 'right' }], rows };
  const ends = exhausted.desk + exhausted.partner;
  return [
    { kind: 'heading', level: 1, text: 'Escalades' },
    rows.length === 0 ? { kind: 'note', tone: 'ok', text: 'Aucun contact n’a été sollicité : chaque côté a répondu dans le délai de son contrat.' } : table,
    ...(ends === 0 ? [] : [{ kind: 'note', tone: 'late', text: typo(`Échelle épuisée : ${count(exhausted.desk, 'fois', 'fois')} côté Caf, ${count(exhausted.partner, 'fois', 'fois')} côté partenaire.`) } as const]),
  ];
}
