import { readingsOf } from './contract-readings';
import { foundAt, type ContractIssue } from './contract-issues';
import { contractSchema } from './contract-schema';

/**
 * Rules between the parts of a contract. Each looks only at the parts it needs and keeps silent when those are malformed
 * (the schema says so already), so that a file shows all its errors at once.
 */

type Path = ContractIssue['path'];
const shape = contractSchema.shape;

/** Every rule between parts that `data` breaks. */
export function crossIssues(data: unknown): ContractIssue[] {
  const raw = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  return [
    ...rankIssues(raw),
    ...sectorIssues(raw),
    ...noServiceContractIssues(raw),
    ...readingIssues(raw),
    ...testDelayIssues(raw),
    ...missingReadingIssues(raw),
  ];
}

function issue(raw: unknown, path: Path, fr: string, en: string): ContractIssue {
  return { path, found: foundAt(raw, path), fr, en };
}

function rankIssues(raw: Record<string, unknown>): ContractIssue[] {
  return (['deskLadder', 'partnerLadder'] as const).flatMap((ladder) => {
    const parsed = shape[ladder].safeParse(raw[ladder]);
    if (!parsed.success) return [];
    return parsed.data.flatMap((rung, i) =>
      rung.rank === i + 1
        ? []
        : [issue(raw, [ladder, i, 'rank'], `le rang ${i + 1} (dans l’ordre, sans trou)`, `rank ${i + 1} (in order, no gap)`)],
    );
  });
}

function sectorIssues(raw: Record<string, unknown>): ContractIssue[] {
  const parsed = shape.sectors.safeParse(raw.sectors);
  if (!parsed.success) return [];
  const codes = parsed.data.map((sector) => sector.code);
  const known = `l’un des secteurs : ${codes.join(', ')}`;
  const knownEn = `one of the sectors: ${codes.join(', ')}`;
  const twice = codes.flatMap((code, i) =>
    codes.indexOf(code) < i ? [issue(raw, ['sectors', i, 'code'], 'un code par secteur', 'one code per sector')] : [],
  );
  const persons = parsed.data.flatMap((sector, i) =>
    sector.samePersonAs === undefined || codes.includes(sector.samePersonAs)
      ? []
      : [issue(raw, ['sectors', i, 'samePersonAs'], known, knownEn)],
  );
  const fallback =
    typeof raw.fallbackSector === 'string' && !codes.includes(raw.fallbackSector) ? [issue(raw, ['fallbackSector'], known, knownEn)] : [];
  return [...twice, ...persons, ...fallback];
}

/** Without a service contract nothing may promise or escalate: no deadline is invented. */
function noServiceContractIssues(raw: Record<string, unknown>): ContractIssue[] {
  if (raw.serviceContract !== false) return [];
  const terms = ['pickup', 'escalation', 'plannedStops', 'traces'].filter((key) => raw[key] !== null && raw[key] !== undefined);
  return terms.map((key) =>
    issue(
      raw,
      [key],
      'null : aucun contrat de service n’est publié (serviceContract: false)',
      'null: no service contract is published (serviceContract: false)',
    ),
  );
}

/** A delay that runs must be a reading of the words that the contract states. */
function readingIssues(raw: Record<string, unknown>): ContractIssue[] {
  return (['pickup', 'escalation'] as const).flatMap((key) => {
    const parsed = shape[key].safeParse(raw[key]);
    if (!parsed.success || !parsed.data?.stated) return [];
    const readings = readingsOf(parsed.data.stated).map((rule) => JSON.stringify(rule));
    if (readings.includes(JSON.stringify(parsed.data.rule))) return [];
    return [
      issue(raw, [key, 'rule'], `une lecture du texte : ${readings.join(' ou ')}`, `a reading of the text: ${readings.join(' or ')}`),
    ];
  });
}

function testDelayIssues(raw: Record<string, unknown>): ContractIssue[] {
  return (['pickup', 'escalation'] as const).flatMap((key) => {
    const parsed = shape[key].safeParse(raw[key]);
    const stated = parsed.success && parsed.data?.stated !== undefined;
    return stated && parsed.data && 'elapsedSeconds' in parsed.data.rule
      ? [
          issue(
            raw,
            [key, 'rule'],
            'un délai du contrat (elapsedSeconds : tests seulement)',
            'a delay of the contract (elapsedSeconds: tests only)',
          ),
        ]
      : [];
  });
}

/** A contract states the reading of every open point that its clauses raise. */
function missingReadingIssues(raw: Record<string, unknown>): ContractIssue[] {
  const escalation = shape.escalation.safeParse(raw.escalation);
  const readings = shape.readings.safeParse(raw.readings);
  if (!escalation.success || escalation.data === null || !readings.success) return [];
  const rule = escalation.data.rule;
  const hours = shape.calendar.safeParse(raw.calendar);
  const needed = {
    clockStarts: true,
    nextRung: true,
    afterLastRung: true,
    monthEnd: 'calendarMonths' in rule,
    eventDay: 'workingDays' in rule,
    noHoursStated: hours.success && hours.data.openingHours === null,
  };
  const values = readings.data;
  return (Object.keys(needed) as Array<keyof typeof needed>)
    .filter((key) => needed[key] && values[key] === undefined)
    .map((key) => issue(raw, ['readings', key], 'la lecture de ce que le texte laisse ouvert', 'the reading of what the text leaves open'));
}
