import { NATURE_WORDS, SECURITY_PHASE_WORDS, securityFactText, securityFactWords, SEVERITY_WORDS } from '../domain/french/security';
import { frenchDateTime } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import type { Instant } from '../domain/ids';
import type { SecurityFactBody, SecurityIncident } from '../domain/journeys/security-facts';
import type { PaperBlock, PaperDocument } from './document';

export interface SecurityPaper {
  readonly id: string;
  readonly caf: string;
  readonly partner: string | null;
  readonly reference: string | null;
  readonly state: SecurityIncident;
  readonly journal: ReadonlyArray<{ readonly at: Instant; readonly fact: SecurityFactBody; readonly who: string | null }>;
  readonly timeZone: string;
  readonly madeAt: Instant;
}

/** The journal of a security incident, for its officer: what was reported, what it was, all that was done, its report. */
export function securityPaper({ id, caf, partner, reference, state, journal, timeZone, madeAt }: SecurityPaper): PaperDocument {
  const at = (instant: Instant): string => frenchDateTime(instant, timeZone, { form: 'long' });
  const { qualification, readable } = state;
  const rows: [string, string][] = [
    ['État', SECURITY_PHASE_WORDS[state.phase]], ['Signalé', state.reportedAt === null ? '—' : at(state.reportedAt)], ['Partenaire', partner ?? 'à identifier'], ['Demande', reference ?? '—'],
    ['Signalé par', [state.reporter.name, state.reporter.address].filter((part) => part !== null).join(', ') || 'inconnu'],
    ['Nature', qualification === null ? 'à qualifier' : NATURE_WORDS[qualification.nature]], ['Gravité', qualification === null ? '—' : SEVERITY_WORDS[qualification.severity]],
    ['Données personnelles', qualification === null ? '—' : qualification.personalData ? 'concernées' : 'non concernées'],
  ];
  return {
    title: typo('Incident de sécurité'), subtitle: typo(`Journal ${id}`), author: caf, reference: id, madeAt,
    blocks: [
      { kind: 'note', tone: 'info', text: typo('Accès restreint : ce document ne se transmet qu’à qui doit en connaître.') },
      { kind: 'facts', rows },
      ...(readable === null ? [] : before(readable, at)),
      { kind: 'heading', level: 2, text: 'Journal' },
      ...journal.flatMap(({ at: when, fact, who }): PaperBlock[] => {
        const text = securityFactText(fact);
        return [{ kind: 'paragraph', text: typo(`${at(when)} — ${securityFactWords(fact)}${who === null ? '' : ` (${who})`}`) }, ...(text === null ? [] : [{ kind: 'verbatim' as const, text }])];
      }),
    ],
  };
}

function before(readable: NonNullable<SecurityIncident['readable']>, at: (instant: Instant) => string): PaperBlock[] {
  return [
    { kind: 'heading', level: 2, text: 'Lisible avant la restriction' },
    { kind: 'paragraph', text: typo(`Du ${at(readable.since)} au ${at(readable.until)} : ${readable.messages} message(s), ${readable.files} fichier(s), lisibles par ${readable.people.join(', ') || 'personne'}${readable.national ? ', et par le niveau national' : ''}.`) },
  ];
}
