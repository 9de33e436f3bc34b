import { listChanges, countChanges, type ChangeArea, type SettingChangeRow, type Values } from '../../db/setting-change';
import { frenchDateTime } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import type { ChangeLine, SettingJournalProps } from '../../web/pages/settings/journal';
import { accountsPath, instanceJournalPath, settingJournalPath, settingsPath } from '../../web/settings-paths';
import { AREA_WORDS, FIELD_WORDS, valueWords, WHAT_WORDS } from '../../web/words/settings';
import type { Visit } from '../visit';
import { PAGE_SIZE, pageNumber, paging } from './paging';
import { shellOf } from './shell';

/** Changes of the settings of one's own Cafs, or of the instance's accounts, newest first. */
export async function settingJournalView(visit: Visit, instance: boolean): Promise<SettingJournalProps> {
  const asked = visit.query('objet');
  const area = asked in AREA_WORDS ? asked : '';
  const filter = { cafs: instance ? [] : visit.cafs, instance, area };
  const page = pageNumber(visit.query('page'));
  const { sql } = visit.tools;
  const [rows, total, shell] = await Promise.all([listChanges(sql, filter, PAGE_SIZE, (page - 1) * PAGE_SIZE), countChanges(sql, filter), shellOf(visit, 'reglages')]);
  return {
    shell,
    action: instance ? instanceJournalPath() : settingJournalPath(),
    back: instance ? [accountsPath(), 'Comptes'] : [settingsPath(), 'Réglages'],
    area,
    areas: (Object.entries(AREA_WORDS) as [ChangeArea, string][]).map(([value, label]) => ({ value, label })),
    lines: rows.map((row) => lineOf(row, (at) => frenchDateTime(at, shell.timeZone, { now: visit.now }))),
    paging: paging(page, rows.length, total, (to) => (instance ? instanceJournalPath : settingJournalPath)({ objet: area, page: to })),
  };
}

function lineOf(row: SettingChangeRow, when: (at: Instant) => string): ChangeLine {
  const fields = [...new Set([...Object.keys(row.before ?? {}), ...Object.keys(row.after ?? {})])];
  const words = (values: Values | null, field: string) => (values === null || !(field in values) ? null : valueWords(field, values[field], when));
  return {
    id: row.id,
    at: row.at,
    who: row.account_name,
    caf: row.caf,
    area: AREA_WORDS[row.area],
    what: WHAT_WORDS[row.what],
    label: row.label,
    details: fields.map((field) => ({ field: FIELD_WORDS[field] ?? field, before: words(row.before, field), after: words(row.after, field) })).filter(({ before, after }) => (before ?? '') !== '' || (after ?? '') !== ''),
  };
}
